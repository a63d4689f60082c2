using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Supervised;

/// <summary>Regression of one number, such as age (Lima et al. 2021): squared error of the standardised value. Records without it are left out of the loss.</summary>
public sealed record RegressionConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "regression";

    /// <summary>The numeric label to predict.</summary>
    /// <value>Default: <c>age</c>, in years.</value>
    public string Label { get; init; } = "age";

    /// <summary>Subtracted from the value.</summary>
    /// <value>Default: 54, about the mean age in years of the CODE cohort.</value>
    public double Mean { get; init; } = 54;

    /// <summary>Divides it; the loss is in units of its square.</summary>
    /// <value>Default: 18 years.</value>
    public double Deviation { get; init; } = 18;

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Label))
        {
            problems.Add("Label is empty; name the numeric label to predict, for example age.");
        }

        if (!double.IsFinite(Mean))
        {
            problems.Add($"Mean is {Mean}; it is a finite number.");
        }

        if (!(Deviation > 0 && double.IsFinite(Deviation)))
        {
            problems.Add($"Deviation is {Deviation}; it is positive.");
        }

        SpecException.ThrowIfAny(nameof(RegressionConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => new RegressionParadigm(encoder, this);
}
