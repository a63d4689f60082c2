using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>One training step of each net here and in PyTorch, each in a process of its own, with the use of the machine and the peak memory of both.</summary>
internal static class StepCommand
{
    private const double CeilingSeconds = 1;

    // The ratios to PyTorch that this library wants to reach on the processor (docs/performance.md).
    private static readonly Dictionary<string, double> Goals = new(StringComparer.Ordinal)
    {
        ["resnet-x1/16"] = 3, ["resnet-x1/4"] = 2, ["resnet-x1"] = 1.3, ["resnet-x4"] = 1.2, ["transformer-d64"] = 1.5, ["transformer-d256"] = 1.3, ["transformer-d768"] = 1.1,
    };

    public static RootCommand Create()
    {
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "OpenMP threads of both" };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "seconds for one net, side and round; three steps at least" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "rounds, each timing both sides" };
        var only = new Option<string[]>("--net") { Description = $"only these nets: {string.Join(", ", Net.All.Select(net => net.Name))}" };
        var command = new RootCommand("Times a training step beside PyTorch's.") { threads, seconds, rounds, only };
        command.SetAction(arguments => Compare(Net.Chosen(arguments.GetValue(only)), arguments.GetValue(threads), arguments.GetValue(seconds), arguments.GetValue(rounds)));
        return command;
    }

    /// <summary>Our side of one round, started by the other command.</summary>
    public static Command CreateChild()
    {
        var name = new Argument<string>("net");
        var threads = new Argument<int>("threads");
        var seconds = new Argument<double>("seconds");
        var command = new Command("step-child") { name, threads, seconds };
        command.Hidden = true;
        command.SetAction(arguments => Console.WriteLine(JsonSerializer.Serialize(StepTimer.Measure(
            Net.Named(arguments.GetValue(name)), arguments.GetValue(threads), arguments.GetValue(seconds)))));
        return command;
    }

    private static int Compare(IReadOnlyList<Net> nets, int threads, double seconds, int rounds)
    {
        var ceiling = Machine.MatrixFlops(threads, CeilingSeconds);
        Console.WriteLine($"{Machine.Describe()}; {threads} threads; matrix products {Number(ceiling / 1e9, "F0")} GFLOP/s. Times are medians with the tenth and the ninetieth of a hundred.");
        var table = new MarkdownTable("net", "parameters", "batch", "ours, s", "PyTorch, s", "ratio", "goal", "FLOP use, ours", "PyTorch", "peak, ours", "PyTorch");
        var slower = 0;
        foreach (var net in nets)
        {
            var (ours, peer) = Measure(net, threads, seconds, rounds);
            if (ours.Parameters != peer.Parameters)
            {
                throw new InvalidOperationException($"{net.Name}: the nets differ, {ours.Parameters} parameters here and {peer.Parameters} in PyTorch.");
            }

            var ratio = peer.Median / ours.Median;
            slower += ratio < 1 ? 1 : 0;
            string[] cells =
            [
                net.Name, Number(ours.Parameters, "N0"), Number(net.Batch, "N0"), Seconds(ours), Seconds(peer), Number(ratio, "F2"), Number(Goals[net.Name], "0.#"),
                Number(net.StepFlops / ours.Median / ceiling, "P0"), Number(net.StepFlops / peer.Median / ceiling, "P0"), Megabytes(ours), Megabytes(peer),
            ];
            table.Add(cells);
        }

        return slower;
    }

    // Rounds alternate between the two, so that a slow minute of the machine hits both.
    private static (Timing Ours, Timing Peer) Measure(Net net, int threads, double seconds, int rounds)
    {
        string[] values = [threads.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture)];
        Timing? ours = null;
        Timing? peer = null;
        for (var round = 0; round < rounds; round++)
        {
            var theirs = PyTorchPeer.Run("peer_step.py", out _, [net.Name, net.Batch.ToString(CultureInfo.InvariantCulture), .. values]).Deserialize<Timing>()!;
            peer = peer?.With(theirs) ?? theirs;
            var own = ChildProcess.RunSelf(["step-child", net.Name, .. values], out _).Deserialize<Timing>()!;
            ours = ours?.With(own) ?? own;
        }

        return (ours!, peer!);
    }

    private static string Seconds(Timing timing) => $"{Number(timing.Median, "G3")} ({Number(timing.Quantile(0.1), "G3")} to {Number(timing.Quantile(0.9), "G3")})";

    private static string Megabytes(Timing timing) => Number(timing.PeakBytes / 1e6, "N0") + " MB";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
