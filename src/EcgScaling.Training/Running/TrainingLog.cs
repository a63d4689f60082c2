using Microsoft.Extensions.Logging;

namespace EcgScaling.Training.Running;

/// <summary>The log lines of training.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information, "Training {Paradigm} on {Encoder} with {Parameters} parameters: {Steps} steps of {Batch} records from {Records}, learning rate {LearningRate:G3}")]
    public static partial void Started(ILogger logger, string paradigm, string encoder, long parameters, long steps, int batch, int records, double learningRate);

    [LoggerMessage(2, LogLevel.Information, "Resumed from {Checkpoint} at step {Step}")]
    public static partial void Resumed(ILogger logger, string checkpoint, long step);

    [LoggerMessage(3, LogLevel.Warning, "Checkpoint {Checkpoint} cannot be used: {Reason}")]
    public static partial void Torn(ILogger logger, string checkpoint, string reason);

    [LoggerMessage(4, LogLevel.Information, "Step {Step}: held-out loss {Loss:G6} {Unit} on {Records} records")]
    public static partial void Evaluated(ILogger logger, long step, double loss, string unit, long records);

    [LoggerMessage(5, LogLevel.Debug, "Step {Step}: wrote {Checkpoint}")]
    public static partial void Saved(ILogger logger, long step, string checkpoint);

    [LoggerMessage(6, LogLevel.Error, "{Message}")]
    public static partial void Diverged(ILogger logger, string message);

    [LoggerMessage(7, LogLevel.Information, "Ended after {Step} steps: {Outcome}")]
    public static partial void Ended(ILogger logger, long step, TrainingOutcome outcome);

    [LoggerMessage(8, LogLevel.Information, "{Folder} holds a finished run ({Outcome}); its result is returned")]
    public static partial void AlreadyFinished(ILogger logger, string folder, TrainingOutcome outcome);

    [LoggerMessage(9, LogLevel.Warning, "Out of memory: gradients are now accumulated over micro-batches of {MicroBatch} records")]
    public static partial void MicroBatchHalved(ILogger logger, int microBatch);

    [LoggerMessage(10, LogLevel.Warning, "The training step is not recorded as a CUDA graph and runs operator by operator: {Reason}")]
    public static partial void NotRecorded(ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Information, "The training tracings ({Records} records, {Gibibytes:F2} GiB) are read once into the memory of {Device}")]
    public static partial void Resident(ILogger logger, int records, double gibibytes, string device);

    [LoggerMessage(12, LogLevel.Warning, "The training tracings do not fit into the memory of {Device} and are read for each batch: {Reason}")]
    public static partial void NotResident(ILogger logger, string device, string reason);
}
