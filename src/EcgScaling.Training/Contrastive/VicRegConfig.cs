using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Contrastive;

/// <summary>VICReg (Bardes, Ponce and LeCun 2022): two views agree, each feature keeps its variance, features do not repeat one another. No negatives.</summary>
public sealed record VicRegConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "vicreg";

    /// <summary>Weight of the squared distance of the two views.</summary>
    /// <value>Default: 25.</value>
    public double Invariance { get; init; } = 25;

    /// <summary>Weight of the hinge that keeps each standard deviation above 1.</summary>
    /// <value>Default: 25.</value>
    public double Variance { get; init; } = 25;

    /// <summary>Weight of the squared covariances.</summary>
    /// <value>Default: 1.</value>
    public double Covariance { get; init; } = 1;

    /// <summary>Width of the expander, hidden and output.</summary>
    /// <value>Default: 512.</value>
    public int ExpanderWidth { get; init; } = 512;

    /// <summary>How the views are made.</summary>
    public AugmentationConfig Augmentation { get; init; } = new();

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        foreach (var (name, value) in new[] { (nameof(Invariance), Invariance), (nameof(Variance), Variance), (nameof(Covariance), Covariance) })
        {
            if (!(value >= 0 && double.IsFinite(value)))
            {
                problems.Add($"{name} is {value}; it is zero or more.");
            }
        }

        if (ExpanderWidth < 2)
        {
            problems.Add($"ExpanderWidth is {ExpanderWidth}; it is at least 2.");
        }

        Augmentation.Validate(problems);
        SpecException.ThrowIfAny(nameof(VicRegConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => new VicRegParadigm(encoder, this);
}
