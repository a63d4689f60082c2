using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
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

    [ProgramFact("protoc", "protobuf-compiler")]
    public void The_protocol_buffer_compiler_reads_back_what_a_run_wrote()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), Toy.Config(20) with { TensorBoard = true }, Toy.Split(data, 64), folder["run"]);
        var messages = Records(File.ReadAllBytes(folder["run/tensorboard/events.out.tfevents.ecgscaling"])).Select(Decode).ToArray();
        Assert.Contains("file_version: \"brain.Event:2\"", messages[0], StringComparison.Ordinal);
        foreach (var line in Metrics.Of(folder["run"]).Where(line => line.Loss is not null))
        {
            var loss = ((float)line.Loss!).ToString("G6", CultureInfo.InvariantCulture);
            Assert.Single(messages, message => message.Contains($"step: {line.Step}\n", StringComparison.Ordinal) && Lines(message).Any(text => text.StartsWith($"tag: \"train/loss\" simple_value: {loss[..^1]}", StringComparison.Ordinal)));
        }

        static string[] Lines(string message) => [.. message.Split("value {").Select(text => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))];
    }

    /// <summary>The payloads of a TFRecord file: length (8 bytes), its checksum (4), data, its checksum (4).</summary>
    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            yield return file[(at + 12)..(at + 12 + length)];
            at += 16 + length;
        }
    }

    private static string Decode(byte[] message)
    {
        var start = new ProcessStartInfo("protoc") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--decode=tensorflow.Event", $"--proto_path={Path.GetDirectoryName(Golden.PathOf("event.proto"))}", "event.proto" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(message);
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return text;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
