using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Benchmarks.Steps;

/// <summary>
/// The whole training loop on both sides, each in a process of its own: tracings from one file in random order, forward, backward, clipping, AdamW, a
/// line of metrics every ten steps. PyTorch's side is a memory-mapped file behind a DataLoader with two workers, as a user would write it.
/// </summary>
internal static class LoopCommand
{
    private const int Records = 512;

    public static Command Create()
    {
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "seconds for one net, side and round" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 2 };
        var only = new Option<string[]>("--net");
        var command = new Command("loop", "Times the whole training loop beside PyTorch's.") { threads, seconds, rounds, only };
        command.SetAction(arguments =>
        {
            var folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-loop-{Guid.NewGuid():N}");
            try
            {
                using (var source = new SyntheticEcgSource(new SyntheticOptions { Count = Records }))
                {
                    PreparedStore.Build(source, string.Empty, folder, new PreparedStoreOptions { Element = StoredElement.Exact32 }).Dispose();
                }

                var table = new MarkdownTable("net", "parameters", "ours, s a step", "PyTorch, s a step", "ratio", "loader and logging", "memory, ours", "PyTorch", "largest process, ours", "PyTorch");
                foreach (var net in Net.Chosen(arguments.GetValue(only)))
                {
                    Compare(net, folder, arguments.GetValue(threads), arguments.GetValue(seconds), arguments.GetValue(rounds), table);
                }

            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    /// <summary>Our side of one round, started by the other command.</summary>
    public static Command CreateChild()
    {
        var name = new Argument<string>("net");
        var threads = new Argument<int>("threads");
        var seconds = new Argument<double>("seconds");
        var folder = new Argument<string>("folder");
        var command = new Command("loop-child") { name, threads, seconds, folder };
        command.Hidden = true;
        command.SetAction(arguments => Console.WriteLine(JsonSerializer.Serialize(LoopTimer.Measure(
            Net.Named(arguments.GetValue(name)), arguments.GetValue(threads), arguments.GetValue(seconds), arguments.GetValue(folder)!))));
        return command;
    }

    private static void Compare(Net net, string folder, int threads, double seconds, int rounds, MarkdownTable table)
    {
        var batch = net.Batch.ToString(CultureInfo.InvariantCulture);
        string[] values = [threads.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture), folder];
        var (ours, peers) = (new List<LoopTiming>(), new List<LoopTiming>());
        for (var round = 0; round < rounds; round++)
        {
            peers.Add(Read(PyTorchPeer.Run("peer_loop.py", out var memory, [net.Name, batch, .. values]), memory));
            ours.Add(Read(ChildProcess.RunSelf(["loop-child", net.Name, .. values], out memory), memory));
        }

        var (own, peer) = (Median(ours), Median(peers));
        string[] cells =
        [
            net.Name, ours[0].Parameters.ToString("N0", CultureInfo.InvariantCulture), Number(own, "F4"), Number(peer, "F4"), Number(peer / own, "F2"),
            Number(ours.Average(timing => timing.OverheadShare), "P1"), Megabytes(ours, timing => timing.TreeBytes), Megabytes(peers, timing => timing.TreeBytes),
            Megabytes(ours, timing => timing.PeakBytes), Megabytes(peers, timing => timing.PeakBytes),
        ];
        table.Add(cells);
    }

    private static LoopTiming Read(JsonElement answer, long memory) => answer.Deserialize<LoopTiming>()! with { TreeBytes = memory };

    private static string Megabytes(List<LoopTiming> timings, Func<LoopTiming, long> bytes) => Number(timings.Max(bytes) / 1e6, "N0") + " MB";

    private static double Median(List<LoopTiming> timings) => timings.SelectMany(timing => timing.Seconds).Order().ElementAt(timings.Sum(timing => timing.Seconds.Count) / 2);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
