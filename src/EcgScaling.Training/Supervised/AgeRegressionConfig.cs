using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Supervised;

/// <summary>Age from the tracing, after Lima et al. 2021: squared error of the standardised age. Records without an age are left out of the loss.</summary>
public sealed record AgeRegressionConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "age";

    /// <summary>Subtracted from the age, in years.</summary>
    /// <value>Default: 54, the mean age of CODE (53.6).</value>
    public double Mean { get; init; } = 54;

    /// <summary>Divides it, in years; the loss is in units of its square.</summary>
    /// <value>Default: 18.</value>
    public double Deviation { get; init; } = 18;

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (!double.IsFinite(Mean))
        {
            problems.Add($"Mean is {Mean}; it is an age in years.");
        }

        if (!(Deviation > 0 && double.IsFinite(Deviation)))
        {
            problems.Add($"Deviation is {Deviation}; it is positive, in years.");
        }

        SpecException.ThrowIfAny(nameof(AgeRegressionConfig), problems);
    }
}
