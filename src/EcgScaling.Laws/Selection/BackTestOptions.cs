using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Selection;

/// <summary>How a back-test rolls its origin.</summary>
public sealed record BackTestOptions
{
    /// <summary>Along which axis the origin rolls.</summary>
    /// <value>null: the law's first input</value>
    public LawInput? Axis { get; init; }

    /// <summary>The smallest share of the distinct axis values that a fit may start from.</summary>
    /// <value>0.5</value>
    public double FirstShare { get; init; } = 0.5;

    /// <summary>The most origins; they are spread evenly.</summary>
    /// <value>8</value>
    public int Origins { get; init; } = 8;

    /// <summary>The nominal coverage of the prediction intervals that are checked.</summary>
    /// <value>0.9</value>
    public double Level { get; init; } = 0.9;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (!(FirstShare > 0 && FirstShare < 1))
        {
            problems.Add($"FirstShare is {FirstShare}; allowed: between 0 and 1.");
        }

        if (Origins < 1)
        {
            problems.Add($"Origins is {Origins}; allowed: 1 or more.");
        }

        if (!(Level > 0 && Level < 1))
        {
            problems.Add($"Level is {Level}; allowed: between 0 and 1.");
        }

        SpecException.ThrowIfAny(nameof(BackTestOptions), problems);
    }
}
