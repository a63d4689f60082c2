using System.Collections.Immutable;

namespace EcgScaling.Training.Transfer;

/// <summary>With how few labels a protocol is fitted, and how often.</summary>
public sealed record LabelFractions
{
    /// <summary>Training exams of each class: so many with each label, and so many with none of them.</summary>
    /// <value>Default: 1, 10 and 100.</value>
    public ImmutableArray<int> PerClass { get; init; } = [1, 10, 100];

    /// <summary>Independent draws of the exams at each number.</summary>
    /// <value>Default: 5.</value>
    public int Draws { get; init; } = 5;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (PerClass.IsDefaultOrEmpty || PerClass.Any(count => count < 1))
        {
            problems.Add($"PerClass is {(PerClass.IsDefault ? string.Empty : string.Join(", ", PerClass))}; give at least one number, all at least 1.");
        }

        if (Draws is < 1 or > 999)
        {
            problems.Add($"Draws is {Draws}; it is 1 to 999, usually 5.");
        }

        SpecException.ThrowIfAny(nameof(LabelFractions), problems);
    }
}
