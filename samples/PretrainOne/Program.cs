using System.CommandLine;
using EcgScaling.Samples.PretrainOne;

// Pre-trains one encoder under one paradigm. Ctrl+C writes a checkpoint; the same command again goes on from it.
var arguments = PretrainCommand.Create().Parse(args);
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) }).ConfigureAwait(false);
