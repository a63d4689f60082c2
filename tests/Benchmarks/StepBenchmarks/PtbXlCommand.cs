using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>
/// Real records: a supervised ResNet1D of about 400,000 parameters on PTB-XL, here and in plain PyTorch with the same network, tracings, split and
/// settings. Both sides' logits go through the same scoring.
/// </summary>
internal static class PtbXlCommand
{
    private const string Preprocessing = "resample(100)|crop(1024)";
    private const int Resamples = 1000;
    private const int MinimumPositives = 10;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, Description = "the folder of PTB-XL" };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 15 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("ptbxl", "Held-out AUROC on PTB-XL beside PyTorch's.") { data, epochs, threads };
        command.SetAction(arguments =>
        {
            var folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-ptbxl-{Guid.NewGuid():N}");
            try
            {
                Compare(arguments.GetRequiredValue(data), folder, arguments.GetValue(epochs), arguments.GetValue(threads));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static void Compare(string path, string folder, int epochs, int threads)
    {
        using var source = EcgSources.Open(path);
        using var store = PreparedStore.Build(source, Preprocessing, Path.Combine(folder, "store"), new PreparedStoreOptions { Element = StoredElement.Exact32 });
        var split = PatientSplit.Of(store, new SplitFractions { Validation = 0, Test = 0.2 }, seed: 0);
        var net = (ResNet1dConfig)Sizing.Nearest(EncoderFamilies.ResNet1d, 400_000, basis: new ResNet1dConfig { Input = store.Spec }).Config;
        var config = new TrainingConfig
        {
            Duration = Duration.Epochs(epochs),
            BatchSize = 32,
            Evaluation = new() { Points = new TrainingPoints(), MinimumPositives = MinimumPositives, BootstrapResamples = Resamples },
            Seed = 1,
            Threads = threads,
        };
        using var paradigm = new SupervisedConfig().Build(net, store.LabelNames, seed: 1);
        var result = new Trainer(config).Train(paradigm, new TrainingData { Dataset = store, Training = split.Training, HeldOut = split.Test }, Path.Combine(folder, "run"));
        Print("EcgScaling", result.TrainedParameters, result.HeldOut!);

        var labels = Labels(store, split.Test);
        var task = new PeerTask(
            Path.Combine(folder, "store", "tracings.bin"), store.Spec.Samples, Path.Combine(folder, "labels.f32"), store.LabelNames.Count, split.Training, split.Test, net.StemWidth, net.StageWidths,
            net.StageStrides, net.KernelSize, net.Dropout, epochs, config.BatchSize, config.LearningRate.Resolve(net.ParameterCount, config.BatchSize), config.Schedule.WarmUp, config.Schedule.Floor, threads);
        File.WriteAllBytes(task.Labels, MemoryMarshal.AsBytes<float>(Labels(store, [.. Enumerable.Range(0, store.Count)])).ToArray());
        var file = Path.Combine(folder, "task.json");
        File.WriteAllText(file, JsonSerializer.Serialize(task));
        var answer = PyTorchPeer.Run("peer_ptbxl.py", out _, file);
        var logits = answer.GetProperty("logits").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        var score = LabelScoring.Score(store.LabelNames, logits, labels, [.. split.Test.Select(store.PatientKey)], Resamples, 0, MinimumPositives);
        Print("PyTorch", answer.GetProperty("parameters").GetInt64(), score);
    }

    private static float[] Labels(PreparedStore store, IReadOnlyList<int> exams)
    {
        var values = new float[exams.Count * store.LabelNames.Count];
        for (var row = 0; row < exams.Count; row++)
        {
            store.ReadLabels(exams[row], values.AsSpan(row * store.LabelNames.Count, store.LabelNames.Count));
        }

        return values;
    }

    private static void Print(string side, long parameters, EvaluationResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{side,-10}  {parameters:N0} parameters  {result.Loss:F4} nats per label  macro AUROC {result.MacroAuroc:F3} [{result.MacroAurocLow:F3}, {result.MacroAurocHigh:F3}]  on {result.Records} held-out records"));

    /// <summary>What the other side needs to know, as <c>peer_ptbxl.py</c> reads it.</summary>
    private sealed record PeerTask(
        string Tracings, int Samples, string Labels, int LabelCount, IReadOnlyList<int> Training, IReadOnlyList<int> HeldOut, int StemWidth, IReadOnlyList<int> StageWidths,
        IReadOnlyList<int> StageStrides, int KernelSize, double Dropout, int Epochs, int Batch, double PeakRate, double WarmUp, double Floor, int Threads);
}
