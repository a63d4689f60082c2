using EcgScaling.Testing;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.TensorBoard;

public sealed class EventFileTests
{
    [Fact]
    public void Bytes_equal_those_of_the_protocol_buffer_library()
    {
        using var folder = new TemporaryFolder();
        var time = DateTimeOffset.UnixEpoch.AddSeconds(1700000000.5);
        using (var events = new EventFile(folder["deep/tfevents"], time))
        {
            events.Write(300, time, ("train/loss", 0.25), ("held out/macro AUROC", -1.5));
        }

        Assert.Equal(File.ReadAllBytes(Golden.PathOf("events.tfevents")), File.ReadAllBytes(folder["deep/tfevents"]));
    }

    [Fact]
    public void A_run_writes_its_metrics_as_events_too()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), Toy.Config(20) with { TensorBoard = true }, Toy.Split(data, 64), folder["run"]);
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder["run/tensorboard/events.out.tfevents.ecgscaling"]));
        Assert.Equal(Metrics.Of(folder["run"]).Count(line => line.Loss is not null), Count(text, "train/loss"));
        Assert.Equal(2, Count(text, "held out/loss"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
