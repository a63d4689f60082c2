namespace EcgScaling.Training;

/// <summary>Ends a run whose held-out loss no longer falls. Defaults are those of Ribeiro et al. 2020 (automatic-ecg-diagnosis, train.py).</summary>
public sealed record EarlyStopConfig
{
    /// <summary>Evaluations without improvement after which the run ends.</summary>
    /// <value>Default: 9.</value>
    public int Patience { get; init; } = 9;

    /// <summary>What counts as an improvement of the held-out loss, in its own unit.</summary>
    /// <value>Default: 1e-5.</value>
    public double MinimumImprovement { get; init; } = 1e-5;

    internal void Validate(List<string> problems)
    {
        if (Patience < 1)
        {
            problems.Add($"EarlyStop.Patience is {Patience}; it is at least 1 evaluation.");
        }

        if (!double.IsFinite(MinimumImprovement) || MinimumImprovement < 0)
        {
            problems.Add($"EarlyStop.MinimumImprovement is {MinimumImprovement}; it is zero or more.");
        }
    }
}
