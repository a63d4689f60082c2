using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Training;

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
        var device = new Option<string>("--device") { DefaultValueFactory = _ => "cpu", Description = "cpu or cuda; on cuda also beside torch.compile" };
        var precision = new Option<Precision>("--precision") { DefaultValueFactory = _ => Precision.Full };
        var batch = new Option<int?>("--batch") { Description = "tracings a step; default: each net's" };
        var command = new Command("loop", "Times the whole training loop beside PyTorch's.") { threads, seconds, rounds, only, device, precision, batch };
        command.SetAction(arguments =>
        {
            var setting = new Setting(arguments.GetValue(threads), arguments.GetValue(seconds), arguments.GetValue(device)!, arguments.GetValue(precision));
            if (setting.OnDevice && !TorchSharp.torch.cuda.is_available())
            {
                Console.Error.WriteLine($"libtorch {TorchSharp.torch.__version__} sees no CUDA device; docs/cuda.md says how to build and run on a machine that has one.");
                return 2;
            }

            var folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-loop-{Guid.NewGuid():N}");
            try
            {
                using (var source = new SyntheticEcgSource(new SyntheticOptions { Count = Records }))
                {
                    PreparedStore.Build(source, string.Empty, folder, new PreparedStoreOptions { Element = StoredElement.Exact32 }).Dispose();
                }

                Console.WriteLine($"{Machine.Describe()}; {setting.Threads} threads, {setting.Device}, {setting.Precision}");
                var table = new MarkdownTable("net", "parameters", "batch", "beside", "ours, s a step", "PyTorch, s a step", "ratio", "loader and logging", "memory, ours", "PyTorch", "largest process, ours", "PyTorch");
                foreach (var net in Net.Chosen(arguments.GetValue(only)))
                {
                    var sized = arguments.GetValue(batch) is { } size ? net with { Batch = size } : net;
                    Compare(sized, folder, setting, arguments.GetValue(rounds), table);
                }

                return 0;
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
        var batch = new Argument<int>("batch");
        var folder = new Argument<string>("folder");
        var device = new Argument<string>("device");
        var precision = new Argument<Precision>("precision");
        var command = new Command("loop-child") { name, batch, threads, seconds, folder, device, precision };
        command.Hidden = true;
        command.SetAction(arguments => Console.WriteLine(JsonSerializer.Serialize(LoopTimer.Measure(
            Net.Named(arguments.GetValue(name)) with { Batch = arguments.GetValue(batch) }, arguments.GetValue(threads), arguments.GetValue(seconds), arguments.GetValue(folder)!,
            arguments.GetValue(device)!, arguments.GetValue(precision)))));
        return command;
    }

    // Rounds alternate between the sides, so that a slow minute of the machine hits all.
    private static void Compare(Net net, string folder, Setting setting, int rounds, MarkdownTable table)
    {
        string[] values = [net.Name, Text(net.Batch), Text(setting.Threads), Text(setting.Seconds), folder, setting.Device, setting.Precision.ToString()];
        string[] kinds = setting.OnDevice ? ["eager", "compile"] : ["eager"];
        var ours = new List<LoopTiming>();
        var peers = kinds.ToDictionary(kind => kind, _ => new List<LoopTiming>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            long memory;
            foreach (var kind in kinds)
            {
                peers[kind].Add(Read(PyTorchPeer.Run("peer_loop.py", out memory, [.. values, kind]), memory));
            }

            ours.Add(Read(ChildProcess.RunSelf(["loop-child", .. values], out memory), memory));
        }

        var own = Median(ours);
        foreach (var kind in kinds)
        {
            var peer = Median(peers[kind]);
            table.Add(
                net.Name, ours[0].Parameters.ToString("N0", CultureInfo.InvariantCulture), Text(net.Batch), kind, Number(own, "G3"), Number(peer, "G3"), Number(peer / own, "F2"),
                Number(ours.Average(timing => timing.OverheadShare), "P1"), Megabytes(ours, timing => timing.TreeBytes), Megabytes(peers[kind], timing => timing.TreeBytes),
                Megabytes(ours, timing => timing.PeakBytes), Megabytes(peers[kind], timing => timing.PeakBytes));
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static LoopTiming Read(JsonElement answer, long memory) => answer.Deserialize<LoopTiming>()! with { TreeBytes = memory };

    private static string Megabytes(List<LoopTiming> timings, Func<LoopTiming, long> bytes) => Number(timings.Max(bytes) / 1e6, "N0") + " MB";

    private static double Median(List<LoopTiming> timings) => timings.SelectMany(timing => timing.Seconds).Order().ElementAt(timings.Sum(timing => timing.Seconds.Count) / 2);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Setting(int Threads, double Seconds, string Device, Precision Precision)
    {
        public bool OnDevice => Device != "cpu";
    }
}
