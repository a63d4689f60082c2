namespace EcgScaling.Training.Running;

/// <summary>Times the steps of this process. The first two are left out of the rates: they pay for memory and threads.</summary>
internal sealed class StepClock(TimeProvider time)
{
    private const int WarmUp = 2;
    private readonly long _begin = time.GetTimestamp();
    private long _start;
    private long _steps;
    private double _seconds;
    private double _timedSteps;
    private long _timedRecords;

    public double LastSeconds { get; private set; }

    /// <summary>How much of it was the wait for the batch.</summary>
    public double LastWaitSeconds { get; private set; }

    public double SecondsPerStep => _timedSteps > 0 ? _seconds / _timedSteps : LastSeconds;

    public double RecordsPerSecond => _seconds > 0 ? _timedRecords / _seconds : 0;

    public double WallSeconds => time.GetElapsedTime(_begin).TotalSeconds;

    public void Start() => _start = time.GetTimestamp();

    public void Loaded() => LastWaitSeconds = time.GetElapsedTime(_start).TotalSeconds;

    public void Stop(int records)
    {
        LastSeconds = time.GetElapsedTime(_start).TotalSeconds;
        if (++_steps > WarmUp)
        {
            _seconds += LastSeconds;
            _timedSteps++;
            _timedRecords += records;
        }
    }
}
