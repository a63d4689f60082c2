using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Running;

/// <summary>The resident set of the process does not grow with the steps. The long form, 5,000 steps and more, is tests/Benchmarks/StepBenchmarks -- memory.</summary>
public sealed class MemoryTests
{
    private const long Steps = 1000;
    private const long AllowedGrowth = 8 << 20;

    [Fact]
    public void The_resident_set_stays_flat_over_the_steps()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(256, samples: 64);
        var sizes = new SortedDictionary<long, long>();
        using (var paradigm = new SupervisedConfig().Build(Toy.ResNet(data.Spec) with { StemWidth = 4, StageWidths = [4], StageStrides = [4], StageBlocks = [1] }))
        {
            new Trainer(Toy.Config(Steps, batch: 8)).Train(paradigm, Toy.Split(data, 192), folder["run"], new Watch(sizes));
        }

        // Allocators settle in the first part of a run; a leak of one 10 KB tensor a step would add 5 MB between the two points.
        var (middle, end) = (sizes[Steps / 2], sizes[Steps]);
        Assert.True(end - middle < AllowedGrowth, $"{middle >> 10} KB after {Steps / 2} steps, {end >> 10} KB after {Steps}");
    }

    private sealed class Watch(SortedDictionary<long, long> sizes) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step % (Steps / 2) == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                using var process = System.Diagnostics.Process.GetCurrentProcess();
                sizes[value.Step] = process.WorkingSet64;
            }
        }
    }
}
