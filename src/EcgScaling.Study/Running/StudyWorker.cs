using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcgScaling.Study.Running;

/// <summary>
/// Takes free trials of a plan one after the other until none is left. Any number of workers, on any number of machines that share the folder,
/// may work on one plan; each may be killed at any moment.
/// </summary>
public sealed partial class StudyWorker
{
    private readonly IReadOnlyList<PlannedTrial> _trials;
    private readonly TrialStore _store;
    private readonly ITrialRunner _runner;
    private readonly WorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Makes a worker.</summary>
    /// <param name="trials">The trials of the plan, in its order.</param>
    /// <param name="store">Where they are kept.</param>
    /// <param name="runner">Runs one trial.</param>
    /// <param name="options">How to go through them; default: <see cref="WorkerOptions"/>'s.</param>
    /// <param name="logger">Gets what happens; default: nobody.</param>
    /// <param name="time">The clock; default: the system's.</param>
    /// <exception cref="SpecException">The options cannot work for this plan.</exception>
    public StudyWorker(IReadOnlyList<PlannedTrial> trials, TrialStore store, ITrialRunner runner, WorkerOptions? options = null, ILogger? logger = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(runner);
        _options = options ?? new WorkerOptions();
        _options.Validate(trials.Count);
        // The costliest first: workers then end at about the same time.
        _trials = [.. (_options.Only is { } only ? only.Select(index => trials[index]) : trials).OrderByDescending(trial => trial.Flops).ThenBy(trial => trial.Key, StringComparer.Ordinal)];
        (_store, _runner) = (store, runner);
        _logger = logger ?? NullLogger.Instance;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Works until nothing is left or <paramref name="stop"/> asks to stop.</summary>
    /// <exception cref="StudyRunException">The disk that holds the study is full or cannot be written. No trial is blamed for that: the one under way is given back with its last checkpoint.</exception>
    public async Task<WorkerExit> RunAsync(CancellationToken stop = default)
    {
        try
        {
            return await WorkAsync(stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not StudyRunException && StorageTrouble.Of(error) is { } trouble)
        {
            throw new StudyRunException($"The study in {_store.Path} cannot be written: {trouble.TrimEnd('.')}. Checkpoints and results written so far are kept: make room, or give write permission, and run it again.", error);
        }
    }

    private async Task<WorkerExit> WorkAsync(CancellationToken stop)
    {
        // One look at all of them first: of a large plan that is nearly done a worker then touches the open trials alone.
        var finished = _store.StatusesOf([.. _trials.Select(trial => trial.Key)]).Where(status => status.State == TrialState.Done).Select(status => status.Key).ToHashSet();
        var open = new LinkedList<PlannedTrial>(_trials.Where(trial => !finished.Contains(trial.Key)));
        var failed = false;
        while (open.Count > 0)
        {
            var progressed = false;
            for (var node = open.First; node is not null;)
            {
                var next = node.Next;
                if (stop.IsCancellationRequested)
                {
                    return WorkerExit.Requeue;
                }

                if (Waits(node.Value, open))
                {
                    node = next;
                    continue;
                }

                using (var claim = _store.TryClaim(node.Value.Key))
                {
                    if (claim is not null)
                    {
                        progressed = true;
                        if (!await RunClaimedAsync(node.Value, claim, stop).ConfigureAwait(false))
                        {
                            return WorkerExit.Requeue;
                        }
                    }
                }

                switch (_store.StatusOf(node.Value.Key).State)
                {
                    case TrialState.Done:
                        open.Remove(node);
                        break;
                    case TrialState.Failed:
                        failed = true;
                        open.Remove(node);
                        break;
                    default:
                        break;
                }

                node = next;
            }

            if (open.Count > 0 && !progressed)
            {
                if (!_options.WaitForOthers)
                {
                    break;
                }

                try
                {
                    await Task.Delay(_options.Poll, _time, stop).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return WorkerExit.Requeue;
                }
            }
        }

        return failed ? WorkerExit.Failed : WorkerExit.Done;
    }

    /// <summary>
    /// Whether a trial had better wait: another worker trains the run that it can leave. Nobody waits for a run that nobody has begun; then the trial starts from the beginning.
    /// </summary>
    private bool Waits(PlannedTrial trial, LinkedList<PlannedTrial> open) =>
        trial.Branch is { } branch && _options.WaitForOthers && open.Any(other => other.Key == branch.Trunk)
        && _store.StatusOf(branch.Trunk).State == TrialState.Running && !BranchStart.IsReady(branch, _store.FolderOf(branch.Trunk));

    /// <summary>Runs a claimed trial; false when it was stopped.</summary>
    private async Task<bool> RunClaimedAsync(PlannedTrial trial, TrialClaim claim, CancellationToken stop)
    {
        LogStarted(_logger, trial.Name, claim.Generation);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, claim.Lost);
        try
        {
            _store.Add(trial.Key, StudyJson.Node(trial.Spec)!);
            var result = await _runner.RunAsync(trial, claim.Folder, claim.Report, either.Token).ConfigureAwait(false);
            claim.Complete(result with { Run = result.Run with { Attempts = (int)Math.Min(claim.Generation, int.MaxValue) } });
            LogDone(_logger, trial.Name, result.Loss, result.Run.Seconds);
            return true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            LogStopped(_logger, trial.Name, claim.Lost.IsCancellationRequested ? "another worker took it over" : "asked to stop");
            return !stop.IsCancellationRequested;
        }
        catch (Exception error) when (!claim.Lost.IsCancellationRequested && StorageTrouble.Of(error) is null)
        {
            Fail(trial, claim, error);
            return true;
        }
        catch (Exception error) when (claim.Lost.IsCancellationRequested)
        {
            LogLost(_logger, error, trial.Name);
            return true;
        }
    }

    private void Fail(PlannedTrial trial, TrialClaim claim, Exception error)
    {
        var kind = KindOf(error);
        var attempts = (claim.Folder.ReadFailure()?.Attempts ?? 0) + 1;
        var permanent = kind is FailureKind.Diverged or FailureKind.Invalid || attempts >= _options.Attempts;
        LogFailed(_logger, error, trial.Name, kind, attempts, permanent);
        try
        {
            claim.Fail(new TrialFailure { Kind = kind, Message = error.Message, Detail = error.ToString(), Attempts = attempts, Permanent = permanent });
        }
        catch (InvalidOperationException lost)
        {
            LogLost(_logger, lost, trial.Name);
        }
    }

    private static FailureKind KindOf(Exception error) => error switch
    {
        TrialFailedException named => named.Kind,
        SpecException or EcgDataException => FailureKind.Invalid,
        OutOfMemoryException => FailureKind.OutOfMemory,
        IOException or UnauthorizedAccessException => FailureKind.InputOutput,
        _ => FailureKind.Error,
    };

    [LoggerMessage(1, LogLevel.Information, "Trial {Trial}: started (claim {Claim}).")]
    private static partial void LogStarted(ILogger logger, string trial, long claim);

    [LoggerMessage(2, LogLevel.Information, "Trial {Trial}: done, held-out loss {Loss}, {Seconds:F1} s.")]
    private static partial void LogDone(ILogger logger, string trial, double loss, double seconds);

    [LoggerMessage(3, LogLevel.Information, "Trial {Trial}: stopped, {Reason}; its checkpoint is kept.")]
    private static partial void LogStopped(ILogger logger, string trial, string reason);

    [LoggerMessage(4, LogLevel.Error, "Trial {Trial}: failed ({Kind}, attempt {Attempt}, given up: {Permanent}).")]
    private static partial void LogFailed(ILogger logger, Exception error, string trial, FailureKind kind, int attempt, bool permanent);

    [LoggerMessage(5, LogLevel.Warning, "Trial {Trial}: its claim was lost to another worker; what happened here is not recorded.")]
    private static partial void LogLost(ILogger logger, Exception error, string trial);
}
