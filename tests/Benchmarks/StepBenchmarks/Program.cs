// One training step (forward, backward, AdamW; batch 32, 12 x 4096) beside the same net in PyTorch, in one run:
//   eng/install.sh --benchmarks && dotnet run -c Release --project tests/Benchmarks/StepBenchmarks -- [--threads 2] [--seconds 10] [--rounds 3] [--net NAME]
//   ... -- loop     the whole loop (loader, step, metrics) beside PyTorch's, with the overhead and the peak memory of both
//   ... -- memory   the resident set over 5,000 steps
//   ... -- ptbxl    held-out AUROC on PTB-XL beside the same net in PyTorch
// Rounds alternate between the two, so that a slow minute of the machine hits both. Time on a quiet machine.
using System.CommandLine;
using System.Globalization;
using EcgScaling.Benchmarks.Steps;
using Spectre.Console;

var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "OpenMP threads of both" };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "seconds for one net, side and round" };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "rounds, each timing both sides" };
var only = new Option<string[]>("--net") { Description = $"only these nets: {string.Join(", ", Net.All.Select(net => net.Name))}" };
var command = new RootCommand("Times a training step beside PyTorch's.") { threads, seconds, rounds, only };
command.SetAction(arguments =>
{
    var table = new Table().AddColumns("net", "parameters", "ours, s (fastest / median)", "PyTorch, s (fastest / median)", "ratio (medians)");
    var chosen = arguments.GetValue(only) is { Length: > 0 } names ? Net.All.Where(net => names.Contains(net.Name)) : Net.All;
    var slower = 0;
    foreach (var net in chosen)
    {
        Timing? ours = null;
        Timing? peer = null;
        for (var round = 0; round < arguments.GetValue(rounds); round++)
        {
            var theirs = PyTorchPeer.Measure(net, arguments.GetValue(threads), arguments.GetValue(seconds));
            peer = peer?.With(theirs) ?? theirs;
            var own = StepTimer.Measure(net, arguments.GetValue(threads), arguments.GetValue(seconds));
            ours = ours?.With(own) ?? own;
        }

        if (ours!.Parameters != peer!.Parameters)
        {
            throw new InvalidOperationException($"{net.Name}: the nets differ, {ours.Parameters} parameters here and {peer.Parameters} in PyTorch.");
        }

        var ratio = peer.Median / ours.Median;
        slower += ratio < 1 ? 1 : 0;
        string[] cells = [net.Name, Number(ours.Parameters, "N0"), $"{Number(ours.Fastest, "F4")} / {Number(ours.Median, "F4")}",
            $"{Number(peer.Fastest, "F4")} / {Number(peer.Median, "F4")}", Number(ratio, "F2")];
        AnsiConsole.WriteLine(string.Join("  ", cells));
        table.AddRow(cells);
    }

    AnsiConsole.Write(table);
    return slower;

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
});
command.Add(LoopCommand.Create());
command.Add(LoopCommand.CreateChild());
command.Add(MemoryCommand.Create());
command.Add(PtbXlCommand.Create());
return command.Parse(args).Invoke();
