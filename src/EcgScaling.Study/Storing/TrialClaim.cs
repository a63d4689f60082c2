using System.Globalization;

namespace EcgScaling.Study.Storing;

/// <summary>
/// The right to run one trial. While it is held a heartbeat renews it; when it is lost to another worker (because this process stood still for
/// longer than its lease) <see cref="Lost"/> is cancelled. Disposing gives the trial back. Thread-safe.
/// </summary>
public sealed class TrialClaim : IDisposable
{
    private readonly LeaseOptions _lease;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _timer;
    private readonly Action? _finished;
    private ClaimRecord _record;
    private bool _ended;

    internal TrialClaim(TrialFolder folder, long generation, ClaimRecord record, LeaseOptions lease, TimeProvider time, Action? finished = null)
    {
        _finished = finished;
        Folder = folder;
        Generation = generation;
        _record = record;
        _lease = lease;
        Lost = _lost.Token;
        _timer = time.CreateTimer(_ => Beat(), null, lease.Heartbeat, lease.Heartbeat);
    }

    /// <summary>The trial's folder.</summary>
    public TrialFolder Folder { get; }

    /// <summary>The how-manieth claim of this trial it is, from 1: above 1 the trial was begun before.</summary>
    public long Generation { get; }

    /// <summary>Cancelled when another worker has taken the trial over; stop without writing anything more.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Says how far the trial is; the next heartbeat publishes it.</summary>
    public void Report(TrialProgress progress)
    {
        lock (_lock)
        {
            _record = _record with { Progress = progress };
        }
    }

    /// <summary>Renews the claim now; the timer does so by itself.</summary>
    /// <returns>False when the claim is no longer held.</returns>
    public bool Beat()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return false;
            }

            try
            {
                if (ClaimFiles.Latest(Folder) != Generation)
                {
                    End();
                    _lost.Cancel();
                    return false;
                }

                _record = _record with { Beats = _record.Beats + 1 };
                ClaimFiles.Rewrite(Folder, Generation, _record);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A full or briefly absent disk must not end the work: the lease outlasts several missed beats.
            }

            return true;
        }
    }

    /// <summary>Writes the result and gives the claim up: the trial is done.</summary>
    /// <exception cref="InvalidOperationException">The claim is not held any more.</exception>
    public void Complete(Results.TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_lock)
        {
            RequireHeld();
            Folder.WriteResult(result);
            _record = _record with { Completed = true };
            Release();
        }

        _finished?.Invoke();
    }

    /// <summary>Writes why the attempt failed and gives the claim up.</summary>
    /// <exception cref="InvalidOperationException">The claim is not held any more.</exception>
    public void Fail(TrialFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        lock (_lock)
        {
            RequireHeld();
            Folder.WriteFailure(failure);
            Release();
        }

        _finished?.Invoke();
    }

    /// <summary>Gives the trial back, if it is still held.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                Release();
            }
        }

        _timer.Dispose();
        _lost.Dispose();
    }

    private void RequireHeld()
    {
        if (_ended || ClaimFiles.Latest(Folder) != Generation)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Claim {Generation} of trial {Folder.Key} is not held any more: another worker took the trial over after {_lease.Duration.TotalSeconds} s without a heartbeat."));
        }
    }

    private void Release()
    {
        End();
        try
        {
            ClaimFiles.Rewrite(Folder, Generation, _record with { Released = true });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lease runs out by itself.
        }
    }

    private void End()
    {
        _ended = true;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
