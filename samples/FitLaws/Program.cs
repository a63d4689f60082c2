using EcgScaling.Samples.FitLaws;

// Fits a scaling law to a CSV file and prints the result; with --json nothing but JSON reaches stdout, whatever goes wrong.
var parsed = FitCommand.Create().Parse(args);
foreach (var error in parsed.Errors)
{
    Console.Error.WriteLine($"error: {error.Message} See --help.");
}

return parsed.Errors.Count > 0 ? 2 : parsed.Invoke();
