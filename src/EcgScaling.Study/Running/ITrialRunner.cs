using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Running;

/// <summary>Runs one trial: trains the model and measures it.</summary>
public interface ITrialRunner : IDisposable
{
    /// <summary>Runs a trial from its last checkpoint on, or from the start.</summary>
    /// <param name="trial">What to run.</param>
    /// <param name="folder">Where to keep checkpoints and metrics; what an earlier attempt left there is gone on from.</param>
    /// <param name="report">Called after every step; must be cheap.</param>
    /// <param name="cancellationToken">Asks the trial to write a checkpoint and stop.</param>
    /// <returns>The result; the same numbers however often the trial was interrupted.</returns>
    /// <exception cref="OperationCanceledException">It was stopped, and a checkpoint holds the place.</exception>
    /// <exception cref="TrialFailedException">It failed in a way that has a name.</exception>
    Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken);
}
