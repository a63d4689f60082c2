namespace EcgScaling.Study.Calibrating;

/// <summary>How much is measured.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Model sizes measured of each family under each paradigm: the smallest, the largest, and others between in equal steps.</summary>
    /// <value>Default: 3.</value>
    public int Sizes { get; init; } = 3;

    /// <summary>Steps that are timed, after two that are not.</summary>
    /// <value>Default: 6.</value>
    public int Steps { get; init; } = 6;

    /// <summary>Threads of one trial.</summary>
    /// <value>Default: 1, as <c>LocalRun</c> runs trials.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Sizes < 1 || Steps < 1 || Threads < 1)
        {
            problems.Add($"Sizes is {Sizes}, Steps {Steps} and Threads {Threads}; each is at least 1.");
        }

        SpecException.ThrowIfAny(nameof(CalibrationOptions), problems);
    }
}
