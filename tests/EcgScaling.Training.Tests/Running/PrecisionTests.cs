using EcgScaling.Models.Weights;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Toys;
using TorchSharp;

namespace EcgScaling.Training.Running;

public sealed class PrecisionTests
{
    private const int Steps = 60;

    /// <summary>
    /// Same seeds, so that only the arithmetic differs. bfloat16 keeps 8 bits: one product is off by up to 0.4 %. Over 60 steps the losses, averaged over
    /// 10 steps, stay within 2 % of one another, and so does the held-out loss.
    /// </summary>
    [AutocastTheory]
    [InlineData("supervised", true)]
    [InlineData("supervised", false)]
    [InlineData("masked", false)]
    [InlineData("simclr", true)]
    [InlineData("jepa", false)]
    public void A_bfloat16_run_tracks_the_float32_loss(string paradigm, bool resnet)
    {
        using var folder = new TemporaryFolder();
        var full = Train(paradigm, resnet, Precision.Full, folder["full"]);
        var narrow = Train(paradigm, resnet, Precision.BFloat16, folder["narrow"]);
        var (one, two) = (Losses(folder["full"]), Losses(folder["narrow"]));
        Assert.NotEqual(one, two);
        Assert.Equal(Steps / 10, one.Length);
        foreach (var (wide, cast) in one.Zip(two))
        {
            Assert.InRange(Math.Abs(cast - wide) / wide, 0, 0.02);
        }

        Assert.InRange(Math.Abs(narrow.HeldOut!.Loss - full.HeldOut!.Loss) / full.HeldOut.Loss, 0, 0.02);
        Assert.True(one[^1] < one[0]);
    }

    [AutocastFact]
    public void Weights_and_optimiser_stay_float32_and_a_stopped_run_resumes_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Train("supervised", true, Precision.BFloat16, folder["whole"]);
        using (var stop = new CancellationTokenSource())
        {
            Assert.Equal(TrainingOutcome.Cancelled, Train("supervised", true, Precision.BFloat16, folder["cut"], new StopAt(23, stop), stop.Token).Outcome);
        }

        Train("supervised", true, Precision.BFloat16, folder["cut"]);
        var name = new CheckpointStore("checkpoints").PathOf(Steps);
        foreach (var file in Directory.GetFiles(Path.Combine(folder["whole"], name), "*.safetensors"))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["cut"], name, Path.GetFileName(file))));
            using var tensors = Safetensors.Load(file);
            Assert.All(tensors.Tensors, item => Assert.True(item.Value.dtype is torch.ScalarType.Float32 or torch.ScalarType.Int64, $"{item.Key} is {item.Value.dtype}"));
        }
    }

    [AutocastFact]
    public void Products_really_are_bfloat16_and_gradients_float32()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        using var probe = new TypeProbe(Models.EncoderFamilies.Build(Toy.ResNet(data.Spec)));
        new Trainer(Toy.Config(2) with { Precision = Precision.BFloat16 }).Train(probe, Toy.Split(data, 64), folder["run"]);
        Assert.Equal(torch.ScalarType.BFloat16, probe.Seen[0]);
        // Held-out records are measured in full precision.
        Assert.Equal(torch.ScalarType.Float32, probe.Seen[^1]);
        Assert.All(probe.parameters(), parameter => Assert.Equal(torch.ScalarType.Float32, parameter.grad!.dtype));
    }

    [Fact]
    public void TensorFloat32_on_a_processor_is_refused()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var error = Assert.Throws<SpecException>(() => Toy.Train(new Supervised.SupervisedConfig(), Toy.ResNet(data.Spec), Toy.Config(5) with { Precision = Precision.TensorFloat32 }, Toy.Split(data, 64), folder["run"]));
        Assert.Contains("needs a CUDA device", error.Message, StringComparison.Ordinal);
    }

    private static TrainingResult Train(
        string word, bool resnet, Precision precision, string folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var data = new ToyDataset(96);
        var paradigm = ParadigmConfig.FromName(word) switch
        {
            Masked.MaskedConfig masked => masked with { DecoderWidth = 16, DecoderHeads = 2 },
            var other => other,
        };
        Models.EncoderConfig encoder = resnet ? Toy.ResNet(data.Spec) : Toy.Transformer(data.Spec);
        using var built = paradigm.Build(encoder, ["fast", "inverted"], 5);
        return new Trainer(Toy.Config(Steps) with { Precision = precision }).Train(built, Toy.Split(data, 64), folder, progress, cancellation: cancellation);
    }

    private static double[] Losses(string folder) => [.. Metrics.Of(folder).Where(line => line.Loss is not null).Select(line => line.Loss!.Value)];

    private sealed class TypeProbe : Paradigm
    {
        private readonly TorchSharp.Modules.Linear head;

        public TypeProbe(Models.EcgEncoder encoder)
            : base("types", encoder)
        {
            head = torch.nn.Linear(encoder.FeatureSize, 1);
            RegisterComponents();
        }

        public List<torch.ScalarType> Seen { get; } = [];

        public override torch.Tensor Loss(TensorBatch batch, LossContext context)
        {
            var logits = head.call(Encoder.call(batch.Tracings));
            Seen.Add(logits.dtype);
            return logits.square().mean().to(torch.ScalarType.Float32);
        }
    }

    private sealed class StopAt(long step, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
            {
                stop.Cancel();
            }
        }
    }
}
