using System.Diagnostics;
using static TorchSharp.torch;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>What the times were taken on.</summary>
internal static class Machine
{
    private const int Side = 2048;

    /// <summary>Processor, cores and libtorch in one line.</summary>
    public static string Describe()
    {
        var model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return $"{model ?? "unknown processor"}, {Environment.ProcessorCount} cores, libtorch {__version__}";
    }

    /// <summary>The floating-point operations a second of a large product of 32-bit matrices: what this machine's matrix library reaches with all the threads given.</summary>
    public static double MatrixFlops(int threads, double seconds)
    {
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var (a, b) = (randn([Side, Side]), randn([Side, Side]));
        a.mm(b).Dispose();
        var best = double.MaxValue;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            var start = Stopwatch.GetTimestamp();
            a.mm(b).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * Side * Side * Side / best;
    }
}
