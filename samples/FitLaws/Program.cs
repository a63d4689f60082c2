using EcgScaling.Samples.FitLaws;

// Fits a scaling law to a CSV file and prints the result; with --json nothing but JSON reaches stdout.
return FitCommand.Create().Parse(args).Invoke();
