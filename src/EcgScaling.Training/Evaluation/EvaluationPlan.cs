namespace EcgScaling.Training.Evaluation;

/// <summary>When the held-out loss is measured during a run, and on how much.</summary>
public sealed record EvaluationPlan
{
    /// <summary>The points of the run after which it is measured.</summary>
    /// <value>Default: ten, evenly spaced.</value>
    public TrainingPoints Points { get; init; } = new() { Evenly = 10 };

    /// <summary>At most this many held-out records at each point but the last, the same ones each time.</summary>
    /// <value>Default: none, that is all.</value>
    public int? MaximumRecords { get; init; }

    /// <summary>Records per forward pass; without effect on the result beyond rounding.</summary>
    /// <value>Default: 128.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// Seeds what an evaluation draws (masks, views), and nothing else: every model, size and training seed meets the same masks,
    /// so that losses are comparable across a study.
    /// </summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Resamples for the bootstrap intervals of the last evaluation; 0 leaves them out.</summary>
    /// <value>Default: 1000 (ECG-FM benchmarking, arXiv 2509.25095).</value>
    public int BootstrapResamples { get; init; } = 1000;

    /// <summary>Labels with fewer positives among the held-out records do not count in the macro AUROC; with few its value is mostly noise.</summary>
    /// <value>Default: 1.</value>
    public int MinimumPositives { get; init; } = 1;

    internal void Validate(List<string> problems)
    {
        Points.Validate("Evaluation.Points", problems);
        if (MaximumRecords < 1)
        {
            problems.Add($"Evaluation.MaximumRecords is {MaximumRecords}; it is at least 1, or null for all.");
        }

        if (BatchSize < 1)
        {
            problems.Add($"Evaluation.BatchSize is {BatchSize}; it is at least 1.");
        }

        if (MinimumPositives < 1)
        {
            problems.Add($"Evaluation.MinimumPositives is {MinimumPositives}; it is at least 1, usually 10.");
        }

        if (BootstrapResamples < 0)
        {
            problems.Add($"Evaluation.BootstrapResamples is {BootstrapResamples}; it is 0 (off) or more, usually 1000.");
        }
    }
}
