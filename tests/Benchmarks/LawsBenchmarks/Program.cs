using System.Globalization;
using EcgScaling.Benchmarks;

return args.FirstOrDefault() switch
{
    "targets" => TargetsCommand.Run(),
    "coverage" => CoverageCommand.Run(Number("--simulations", 400), args.Contains("--bootstrap")),
    "speed" => SpeedCommand.Run(Text("--data"), args.Contains("--with-scipy")),
    "allocation" => FitBenchmarks.Run(),
    _ => Usage(),
};

int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

string? Text(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage: LawsBenchmarks COMMAND
          targets                                   every published fit of the shared data, with its certificate
          coverage [--simulations 400] [--bootstrap]  coverage of nominal 95 % intervals on simulated studies
          speed [--data chinchilla_epoch.csv] [--with-scipy]
          allocation                                the same by BenchmarkDotNet, with what each operation allocates
        """);
    return 2;
}
