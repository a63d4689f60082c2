namespace EcgScaling.Laws.Planning;

/// <summary>A study that has not been run yet: which sizes, how much data, how many seeds, and what is assumed about the truth.</summary>
public sealed record StudyPlan
{
    /// <summary>The sizes N of each family.</summary>
    public required IReadOnlyList<double> Sizes { get; init; }

    /// <summary>The data sizes D; with a single one the law is one of N alone.</summary>
    public required IReadOnlyList<double> DataSizes { get; init; }

    /// <summary>Seeds of each cell.</summary>
    /// <value>1</value>
    public int Seeds { get; init; } = 1;

    /// <summary>The assumed irreducible loss.</summary>
    public required double E { get; init; }

    /// <summary>The assumed amplitude of N.</summary>
    public required double A { get; init; }

    /// <summary>The assumed exponent of N.</summary>
    public required double Alpha { get; init; }

    /// <summary>The assumed amplitude of D; not used with a single data size.</summary>
    /// <value>0</value>
    public double B { get; init; }

    /// <summary>The assumed exponent of D.</summary>
    /// <value>0.3</value>
    public double Beta { get; init; } = 0.3;

    /// <summary>The standard deviation of the log loss between seeds.</summary>
    public required double Noise { get; init; }

    /// <summary>The parameter-efficiency ratio of the first family over the second that the study should resolve.</summary>
    /// <value>1.3</value>
    public double Ratio { get; init; } = 1.3;

    /// <summary>Sizes in equal ratios between two.</summary>
    public static IReadOnlyList<double> Ladder(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(step => from * Math.Pow(to / from, count > 1 ? step / (count - 1.0) : 0))];

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Sizes.Count == 0 || Sizes.Any(size => !(size > 0)))
        {
            problems.Add("Sizes must hold at least one size above zero.");
        }

        if (DataSizes.Count == 0 || DataSizes.Any(size => !(size > 0)))
        {
            problems.Add("DataSizes must hold at least one data size above zero.");
        }

        if (Seeds < 1)
        {
            problems.Add($"Seeds is {Seeds}; allowed: 1 or more.");
        }

        if (!(E >= 0) || !(A > 0) || !(Alpha > 0) || !(B >= 0) || !(Beta > 0))
        {
            problems.Add("E and B must be zero or more; A, Alpha and Beta above zero.");
        }

        if (DataSizes.Count > 1 && !(B > 0))
        {
            problems.Add("B must be above zero where there are several data sizes, or their law has nothing to find.");
        }

        if (!(Noise > 0) || !(Ratio > 0))
        {
            problems.Add("Noise and Ratio must be above zero.");
        }

        SpecException.ThrowIfAny(nameof(StudyPlan), problems);
    }
}
