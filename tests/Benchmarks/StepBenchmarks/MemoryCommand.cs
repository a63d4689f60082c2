using System.CommandLine;
using System.Globalization;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>The resident set of a run of many steps of a small net.</summary>
internal static class MemoryCommand
{
    private const int Points = 10;
    private const int Batch = 32;

    public static Command Create()
    {
        var steps = new Option<long>("--steps") { DefaultValueFactory = _ => 5000 };
        var command = new Command("memory", "Prints the resident set ten times during a run.") { steps };
        command.SetAction(arguments =>
        {
            var folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-memory-{Guid.NewGuid():N}");
            using var data = SourceDataset.Of(new SyntheticEcgSource(new SyntheticOptions { Count = 400, Rate = new SampleRate(100), Samples = 512 }));
            var encoder = new ResNet1dConfig { Input = data.Spec, StemWidth = 4, StageWidths = [4, 8], StageStrides = [4, 4], StageBlocks = [1, 1] };
            using var paradigm = new SupervisedConfig().Build(encoder, data.LabelNames, seed: 1);
            var total = arguments.GetValue(steps);
            var config = new TrainingConfig { Duration = Duration.Steps(total), BatchSize = Batch, TensorBoard = true, EmaDecay = 0.99, Threads = 1 };
            var training = new TrainingData { Dataset = data, Training = [.. Enumerable.Range(0, 300)], HeldOut = [.. Enumerable.Range(300, 100)] };
            try
            {
                new Trainer(config).Train(paradigm, training, folder, new Watch(total));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private sealed class Watch(long total) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step % Math.Max(1, total / Points) == 0)
            {
                using var process = System.Diagnostics.Process.GetCurrentProcess();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Step,7} steps  {process.WorkingSet64 / 1e6:F1} MB"));
            }
        }
    }
}
