using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>
/// Acts within a trial, on its own thread, once an attempt at it has taken some steps. What looks on from outside may miss the middle of so small a trial.
/// </summary>
/// <param name="inner">Runs the trials.</param>
/// <param name="steps">After how many steps of an attempt.</param>
/// <param name="act">What to do with the trial under way.</param>
internal sealed class ActingRunner(ITrialRunner inner, long steps, Action<PlannedTrial> act) : ITrialRunner
{
    public Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken)
    {
        var taken = 0;
        return inner.RunAsync(trial, folder, Count, cancellationToken);

        void Count(TrialProgress progress)
        {
            report(progress);
            if (++taken == steps)
            {
                act(trial);
            }
        }
    }

    public void Dispose() => inner.Dispose();

    /// <summary>Works on a run until it is done or, from within a trial, stopped.</summary>
    public static async Task<WorkerExit> WorkAsync(StudyRun run, long steps, Action<PlannedTrial, CancellationTokenSource> act, LeaseOptions? lease = null)
    {
        run.Prepare();
        using var stop = new CancellationTokenSource();
        using var runner = new ActingRunner(new TrialRunner(run.Plan, run.Folder), steps, trial => act(trial, stop));
        return await new StudyWorker(run.Plan.Trials, run.Folder.OpenStore(lease ?? new LeaseOptions()), runner, new WorkerOptions { Poll = TimeSpan.FromMilliseconds(10) }).RunAsync(stop.Token);
    }
}
