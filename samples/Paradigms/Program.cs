using System.CommandLine;
using System.Text.Json;
using EcgScaling;
using EcgScaling.Samples.Paradigms;
using EcgScaling.Training;

// One paradigm after another, each in a file of its own. Prints its held-out loss beside the trivial one, and a linear probe before and after.
//   dotnet run -c Release --project samples/Paradigms -- masked --family transformer --seed 1 --json
var samples = new Dictionary<string, Func<Workbench, TrainingResult>>(StringComparer.Ordinal)
{
    ["supervised"] = Supervised.Run,
    ["regression"] = Regression.Run,
    ["masked"] = Masked.Run,
    ["simclr"] = SimClr.Run,
    ["cmsc"] = Cmsc.Run,
    ["patient"] = SamePatient.Run,
    ["vicreg"] = VicReg.Run,
    ["jepa"] = Jepa.Run,
};
var paradigm = new Argument<string>("paradigm") { Description = string.Join(", ", samples.Keys) };
var family = new Option<string>("--family") { Description = "resnet1d or transformer", DefaultValueFactory = parsed => parsed.GetValue(paradigm) == "jepa" ? "transformer" : "resnet1d" };
family.AcceptOnlyFromAmong("resnet1d", "transformer");
var seed = new Option<ulong>("--seed") { Description = "Decides weights, order, masks and views", DefaultValueFactory = _ => 1UL };
var steps = new Option<long?>("--steps") { Description = "Updates of the weights; default: what the sample needs" };
var records = new Option<int>("--records") { Description = "Synthetic records, a third of them held out", DefaultValueFactory = _ => 3000 };
var json = new Option<bool>("--json") { Description = "The result as JSON on standard output" };
var smoke = new Option<bool>("--smoke") { Description = "A run of some seconds" };
var command = new RootCommand("Pre-trains a small encoder under one paradigm.") { paradigm, family, seed, steps, records, json, smoke };
command.SetAction(parsed =>
{
    if (!samples.TryGetValue(parsed.GetRequiredValue(paradigm), out var run))
    {
        Console.Error.WriteLine($"There is no paradigm '{parsed.GetValue(paradigm)}'; there are {string.Join(", ", samples.Keys)}.");
        return 2;
    }

    var quick = parsed.GetValue(smoke);
    using var bench = new Workbench
    {
        Family = parsed.GetRequiredValue(family),
        Seed = parsed.GetRequiredValue(seed),
        Steps = quick ? 5 : parsed.GetValue(steps),
        Records = quick ? 200 : parsed.GetRequiredValue(records),
    };
    try
    {
        run(bench).ThrowIfDiverged();
    }
    catch (Exception error) when (error is EcgScalingException or ArgumentException)
    {
        Console.Error.WriteLine(error.Message);
        return 2;
    }

    Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(bench.Report, TrainingJson.Indented) : bench.Report!.ToString());
    return 0;
});
var arguments = command.Parse(args);
return arguments.Errors.Count > 0 ? await Usage(arguments).ConfigureAwait(false) : await arguments.InvokeAsync().ConfigureAwait(false);

static async Task<int> Usage(ParseResult arguments)
{
    await arguments.InvokeAsync(new InvocationConfiguration { Output = Console.Error }).ConfigureAwait(false);
    return 2;
}
