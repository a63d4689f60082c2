namespace EcgScaling.Training.Confounds;

/// <summary>How confounds are looked for.</summary>
public sealed record ConfoundOptions
{
    /// <summary>Parts of the patients, each predicted by a probe fitted on the others.</summary>
    /// <value>Default: 5.</value>
    public int Folds { get; init; } = 5;

    /// <summary>The AUROC from which a label is reported, if its interval lies above one half.</summary>
    /// <value>Default: 0.65.</value>
    public double WarnFrom { get; init; } = 0.65;

    /// <summary>Labels with fewer positives or negatives are not judged.</summary>
    /// <value>Default: 10.</value>
    public int MinimumPositives { get; init; } = 10;

    /// <summary>The ridge of the probe.</summary>
    /// <value>Default: 1e-3.</value>
    public double Ridge { get; init; } = 1e-3;

    /// <summary>Of more records, so many are looked at, evenly spaced: their tracings are read as they were recorded.</summary>
    /// <value>Default: 10,000.</value>
    public int MaximumRecords { get; init; } = 10_000;

    /// <summary>Bootstrap draws over patients.</summary>
    /// <value>Default: 1000.</value>
    public int Draws { get; init; } = 1000;

    /// <summary>Decides the folds and the draws.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Folds < 2)
        {
            problems.Add($"Folds is {Folds}; it is at least 2, usually 5.");
        }

        if (WarnFrom is not (> 0.5 and < 1))
        {
            problems.Add($"WarnFrom is {WarnFrom}; it lies between 0.5 and 1, usually 0.65.");
        }

        if (MinimumPositives < 1)
        {
            problems.Add($"MinimumPositives is {MinimumPositives}; it is at least 1.");
        }

        if (!(Ridge > 0 && double.IsFinite(Ridge)))
        {
            problems.Add($"Ridge is {Ridge}; it is positive.");
        }

        if (MaximumRecords < 20)
        {
            problems.Add($"MaximumRecords is {MaximumRecords}; it is at least 20, usually 10,000.");
        }

        if (Draws < 20)
        {
            problems.Add($"Draws is {Draws}; a warning rests on an interval, which takes at least 20 draws.");
        }

        SpecException.ThrowIfAny(nameof(ConfoundOptions), problems);
    }
}
