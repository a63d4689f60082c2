using System.CommandLine;

namespace EcgScaling.Samples.FitLaws;

/// <summary>The command line: every option with its meaning.</summary>
internal static class FitCommand
{
    public static RootCommand Create()
    {
        var data = new Option<FileInfo>("--data") { Description = "The CSV file." };
        var n = Text("--n", "Column of N, the parameters.");
        var d = Text("--d", "Column of D, the training examples.");
        var c = Text("--c", "Column of C, the training FLOP.");
        var u = Text("--u", "Column of U, the distinct training examples.");
        var x = Text("--x", "Column of x, for loss-to-loss and metric laws.");
        var y = Text("--y", "Column of y, for loss-to-loss laws; the same as --loss.");
        var loss = Text("--loss", "Column of the loss.");
        var weight = Text("--weight", "Column of weights.");
        var run = Text("--run", "Column of runs: rows of one run are one cluster.");
        var where = new Option<string[]>("--where") { Description = "Keep only rows with COLUMN=VALUE; may be given several times.", AllowMultipleArgumentsPerToken = true };
        var group = Text("--group", "Column of families: one fit for each value.");
        var form = new Option<string>("--form") { Description = "The law; see --list.", DefaultValueFactory = _ => "chinchilla" };
        var objective = new Option<string>("--objective") { Description = "The objective or preset; see --list.", DefaultValueFactory = _ => "huber" };
        var bootstrap = new Option<int>("--bootstrap") { Description = "Replicates of a bootstrap (0: none)." };
        var seed = new Option<ulong>("--seed") { Description = "The seed of the bootstrap." };
        var threads = new Option<int>("--threads") { Description = "The most threads (0: all)." };
        var intervals = new Option<string>("--intervals") { Description = "profile, wald, sandwich, percentile, bca, or none.", DefaultValueFactory = _ => "profile" };
        var level = new Option<double>("--level") { Description = "The nominal coverage.", DefaultValueFactory = _ => 0.95 };
        var ex = new Option<double?>("--ex") { Description = "The irreducible loss of x, held." };
        var ey = new Option<double?>("--ey") { Description = "The irreducible loss of y, held." };
        var json = new Option<bool>("--json") { Description = "Print JSON, and nothing but JSON, on stdout." };
        var list = new Option<bool>("--list") { Description = "List laws, objectives and presets." };
        var smoke = new Option<bool>("--smoke") { Description = "Fit simulated points: a check that everything works." };
        var root = new RootCommand("Fits a scaling law to a table of measured points, with a certificate, intervals and warnings.")
        {
            data, n, d, c, u, x, y, loss, weight, run, where, group, form, objective, bootstrap, seed, threads, intervals, level, ex, ey, json, list, smoke,
        };
        root.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
            {
                return Listing.Print(parsed.GetValue(json));
            }

            if (parsed.GetValue(smoke))
            {
                return FitProgram.Smoke(parsed.GetValue(json));
            }

            if (parsed.GetValue(data) is not { } file)
            {
                Console.Error.WriteLine("error: --data FILE.csv is missing; see --help.");
                return 2;
            }

            return FitProgram.Run(new FitRequest
            {
                Data = file,
                N = parsed.GetValue(n),
                D = parsed.GetValue(d),
                C = parsed.GetValue(c),
                U = parsed.GetValue(u),
                X = parsed.GetValue(x),
                Y = parsed.GetValue(y),
                Loss = parsed.GetValue(loss),
                Weight = parsed.GetValue(weight),
                Run = parsed.GetValue(run),
                Where = parsed.GetValue(where) ?? [],
                Group = parsed.GetValue(group),
                Form = parsed.GetValue(form)!,
                Objective = parsed.GetValue(objective)!,
                Bootstrap = parsed.GetValue(bootstrap),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                Intervals = parsed.GetValue(intervals)!,
                Level = parsed.GetValue(level),
                Ex = parsed.GetValue(ex),
                Ey = parsed.GetValue(ey),
                Json = parsed.GetValue(json),
            });
        });
        return root;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
