using EcgScaling.Samples.TransferProbe;

// Tries a pre-trained encoder on a task of another data set.
var arguments = ProbeCommand.Create().Parse(args);
return arguments.Errors.Count > 0 ? ProbeCommand.Refuse(arguments) : await arguments.InvokeAsync().ConfigureAwait(false);
