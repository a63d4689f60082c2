namespace EcgScaling.Study.Planning;

/// <summary>What a plan assumes of the machine that will run it.</summary>
public sealed record PlanOptions
{
    /// <summary>Floating-point operations per second that one trial reaches while it trains; predicted times rest on it until finished trials give the real rate.</summary>
    /// <value>Default: 5e9, a rough figure for one processor core.</value>
    public double FlopsPerSecond { get; init; } = 5e9;

    /// <summary>Memory that one trial may take, in bytes; a plan with a trial above it is refused.</summary>
    /// <value>Default: what the machine gives this process.</value>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!(FlopsPerSecond > 0 && double.IsFinite(FlopsPerSecond)))
        {
            problems.Add($"{nameof(FlopsPerSecond)} is {FlopsPerSecond}; it is positive, for example 5e9.");
        }

        if (MemoryBytes < 1)
        {
            problems.Add($"{nameof(MemoryBytes)} is {MemoryBytes}; it is positive.");
        }

        SpecException.ThrowIfAny(nameof(PlanOptions), problems);
    }
}
