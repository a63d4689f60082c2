using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>A task in one call.</summary>
public static class TransferTaskExtensions
{
    /// <summary>Opens a task's data, divides them, and tries an encoder.</summary>
    /// <param name="task">The task.</param>
    /// <param name="path">The data set's folder; null for generated data.</param>
    /// <param name="encoder">The encoder; its weights do not change.</param>
    /// <param name="protocol">What is trained on top of it; null for a linear probe.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SpecException">Task, protocol or options are out of range.</exception>
    /// <exception cref="EcgDataException">The data are not there, are not the task's, or cannot be brought to what the encoder eats.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<TransferResult> EvaluateAsync(
        this TransferTask task,
        string? path,
        PretrainedEncoder encoder,
        TransferProtocol? protocol = null,
        TransferOptions? options = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var source = task.Open(path);
        return await new TransferEvaluation(options).RunAsync(task.Prepare(source), encoder, protocol ?? new LinearProbeProtocol(), progress, cancellation).ConfigureAwait(false);
    }
}
