using System.Globalization;
using Xunit.Abstractions;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Optim;

/// <summary>Ten thousand training steps: no tensor stays behind, the process does not grow.</summary>
public sealed class LongTrainingTests(ITestOutputHelper output)
{
    private const int Steps = 10_000;
    private const int WarmUp = 1_000;
    private const long AllowedGrowth = 24L << 20;

    [Fact]
    public void Memory_stays_flat_over_ten_thousand_steps()
    {
        torch.manual_seed(2);
        using var outer = NewDisposeScope();
        using var net = Sequential(Conv1d(2, 4, 5, stride: 2), BatchNorm1d(4), GELU(), Dropout(0.1), AdaptiveAvgPool1d(2), Flatten(), Linear(8, 3));
        using var opt = optim.AdamW(net.parameters(), 1e-3, weight_decay: 0.01);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(opt, Steps);
        var x = randn(4, 2, 32);
        var y = rand(4, 3);
        long tensors = 0, resident = 0;
        float first = 0, last = 0;
        for (var step = 0; step < Steps; step++)
        {
            if (step == WarmUp)
            {
                // What earlier tests left to the collector goes before the count, not during it.
                CollectAll();
                tensors = Tensor.TotalCount;
                resident = ResidentBytes();
            }

            using var scope = NewDisposeScope();
            opt.zero_grad();
            var loss = functional.binary_cross_entropy_with_logits(net.call(x), y);
            loss.backward();
            utils.clip_grad_norm_(net.parameters(), 1.0);
            opt.step();
            schedule.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        CollectAll();
        var grown = ResidentBytes() - resident;
        output.WriteLine($"live tensors {tensors} -> {Tensor.TotalCount}, resident set {resident >> 20} MiB + {grown / 1048576.0:f1} MiB, loss {first:f4} -> {last:f4}");
        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.InRange(grown, long.MinValue, AllowedGrowth);
        Assert.True(last < first);
    }

    private static void CollectAll()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static long ResidentBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
