namespace EcgScaling.Training.Checkpoints;

/// <summary>When checkpoints are written and which are kept. One is always written at the end and on cancellation.</summary>
public sealed record CheckpointPlan
{
    /// <summary>The points of the run after which one is written.</summary>
    /// <value>Default: ten, evenly spaced.</value>
    public TrainingPoints Points { get; init; } = new() { Evenly = 10 };

    /// <summary>How many of the newest are kept.</summary>
    /// <value>Default: 2, so that the one before is there when the newest is torn.</value>
    public int KeepLast { get; init; } = 2;

    /// <summary>Whether those at the log-spaced and listed points stay for ever (for a data axis from one run).</summary>
    /// <value>Default: true.</value>
    public bool KeepPlanned { get; init; } = true;

    /// <summary>Whether the weights with the lowest held-out loss are kept beside, in <c>checkpoints/best</c>.</summary>
    /// <value>Default: true.</value>
    public bool KeepBest { get; init; } = true;

    internal void Validate(List<string> problems)
    {
        Points.Validate("Checkpoints.Points", problems);
        if (KeepLast < 1)
        {
            problems.Add($"Checkpoints.KeepLast is {KeepLast}; it is at least 1, and 2 survives a torn file.");
        }
    }
}
