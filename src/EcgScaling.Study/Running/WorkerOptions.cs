namespace EcgScaling.Study.Running;

/// <summary>How a worker goes through a plan.</summary>
public sealed record WorkerOptions
{
    /// <summary>The trials to run, by their place in the plan; null takes any that is free. An array task passes its own index.</summary>
    /// <value>Default: null.</value>
    public IReadOnlyList<int>? Only { get; init; }

    /// <summary>How often a trial that failed for no lasting reason is tried.</summary>
    /// <value>Default: 3.</value>
    public int Attempts { get; init; } = 3;

    /// <summary>Whether to stay while other workers hold the last trials, ready to take over should one of them die.</summary>
    /// <value>Default: true.</value>
    public bool WaitForOthers { get; init; } = true;

    /// <summary>How often to look again while waiting.</summary>
    /// <value>Default: half a second.</value>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <param name="trials">Trials in the plan.</param>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate(int trials)
    {
        var problems = new List<string>();
        if (Attempts < 1)
        {
            problems.Add($"{nameof(Attempts)} is {Attempts}; it is at least 1.");
        }

        if (Poll <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(Poll)} is {Poll}; it is above zero.");
        }

        foreach (var index in Only ?? [])
        {
            if (index < 0 || index >= trials)
            {
                problems.Add($"{nameof(Only)} names trial {index}; the plan has the trials 0 to {trials - 1}.");
            }
        }

        SpecException.ThrowIfAny(nameof(WorkerOptions), problems);
    }
}
