namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>How metrics are resampled and averaged.</summary>
public sealed record MetricOptions
{
    /// <summary>Bootstrap draws over patients; fewer than 20 give no intervals, 0 is fastest.</summary>
    /// <value>Default: 1000.</value>
    public int Draws { get; init; } = 1000;

    /// <summary>Decides the draws. Two reports on the same patients with the same seed share their draws.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>The nominal coverage of the intervals.</summary>
    /// <value>Default: 0.95.</value>
    public double Level { get; init; } = 0.95;

    /// <summary>How intervals are read off the draws.</summary>
    /// <value>Default: percentile.</value>
    public IntervalKind Interval { get; init; }

    /// <summary>Labels with fewer positives do not count in the macro average of metrics that need positives; they are listed as left out.</summary>
    /// <value>Default: 1.</value>
    public int MinimumPositives { get; init; } = 1;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Draws < 0)
        {
            problems.Add($"Draws is {Draws}; it is 0 (no intervals) or more, usually 1000.");
        }

        if (Level is not (> 0 and < 1))
        {
            problems.Add($"Level is {Level}; it lies between 0 and 1, usually 0.95.");
        }

        if (!Enum.IsDefined(Interval))
        {
            problems.Add($"Interval is {(int)Interval}; allowed: {string.Join(", ", Enum.GetNames<IntervalKind>())}.");
        }

        if (MinimumPositives < 1)
        {
            problems.Add($"MinimumPositives is {MinimumPositives}; it is at least 1.");
        }

        SpecException.ThrowIfAny(nameof(MetricOptions), problems);
    }
}
