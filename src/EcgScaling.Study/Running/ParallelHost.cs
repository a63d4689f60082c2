using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using EcgScaling.Training.Distributed;
using Microsoft.Extensions.Logging;

namespace EcgScaling.Study.Running;

/// <summary>One of the processes that a launcher, or the worker that claimed a trial, started to train together.</summary>
internal static class ParallelHost
{
    /// <exception cref="SpecException">The trial that was asked for takes another number of processes.</exception>
    /// <exception cref="ProcessGroupException">The others did not come, or were lost.</exception>
    public static async Task<WorkerExit> RunAsync(StudyPlan plan, StudyFolder folder, ProcessWorld world, WorkerArguments arguments, ILoggerFactory? loggers, CancellationToken stop)
    {
        var mine = TrialSelection.For(plan, arguments, world.Size);
        if (mine.Count == 0)
        {
            return WorkerExit.Done;
        }

        var device = plan.Trials[mine[0]].Spec.Training.Device;
        IProcessGroup group;
        try
        {
            // Whoever waits for one that died before they met must still end when asked to.
            group = await Task.Run(() => ProcessGroups.Join(world, device), CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return WorkerExit.Requeue;
        }

        var options = new TrialRunnerOptions { Threads = arguments.Threads };
        if (world.Rank > 0)
        {
            using (group)
            {
                return Follow(plan, folder, group, options, loggers, stop);
            }
        }

        using var crew = new TrialCrew(group);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var runner = new CrewRunner(new TrialRunner(plan, folder, options, crew, loggers), crew, over);
        var worker = new StudyWorker(plan.Trials, folder.OpenStore(), runner, new WorkerOptions { Only = mine }, loggers?.CreateLogger<StudyWorker>());
        return await worker.RunAsync(over.Token).ConfigureAwait(false);
    }

    private static WorkerExit Follow(StudyPlan plan, StudyFolder folder, IProcessGroup group, TrialRunnerOptions options, ILoggerFactory? loggers, CancellationToken stop)
    {
        using var runner = new TrialRunner(plan, folder, options, loggers);
        while (true)
        {
            var order = TrialOrder.Receive(group);
            if (order.Ends)
            {
                return WorkerExit.Done;
            }

            if (order.Key.Length == 0)
            {
                continue;
            }

            try
            {
                runner.TrainBeside(order, group, stop);
            }
            catch (Exception error) when (error is not ProcessGroupException)
            {
                group.Fail(error.Message);
                throw;
            }
        }
    }

    /// <summary>Once another process is lost these train nothing more: the failed attempt is written down, then the worker ends and is started again with all the others.</summary>
    private sealed class CrewRunner(TrialRunner runner, TrialCrew crew, CancellationTokenSource over) : ITrialRunner
    {
        public async Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken)
        {
            if (crew.IsBroken)
            {
                await over.CancelAsync().ConfigureAwait(false);
                throw new OperationCanceledException(over.Token);
            }

            try
            {
                return await runner.RunAsync(trial, folder, report, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException && crew.IsBroken)
            {
                await over.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        public void Dispose() => runner.Dispose();
    }
}
