using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Contrastive;

/// <summary>Contrastive learning with the symmetric NT-Xent loss, in nats per view: chance is ln(candidates).</summary>
public sealed record ContrastiveConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => Pairing switch { Pairing.Segments => "cmsc", Pairing.Patient => "patient", _ => "simclr" };

    /// <summary>What makes a positive pair.</summary>
    /// <value>Default: <see cref="Pairing.Views"/>.</value>
    public Pairing Pairing { get; init; } = Pairing.Views;

    /// <summary>Divides the cosine similarities.</summary>
    /// <value>Default: 0.1 (CLOCS, PCLR).</value>
    public double Temperature { get; init; } = 0.1;

    /// <summary>Hidden width of the projector.</summary>
    /// <value>Default: 256.</value>
    public int ProjectorHidden { get; init; } = 256;

    /// <summary>Output width of the projector.</summary>
    /// <value>Default: 128 (Chen et al. 2020).</value>
    public int ProjectorOutput { get; init; } = 128;

    /// <summary>How the views of <see cref="Pairing.Views"/> are made; the other pairings take tracings as they are.</summary>
    public AugmentationConfig Augmentation { get; init; } = new();

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (!(Temperature > 0 && double.IsFinite(Temperature)))
        {
            problems.Add($"Temperature is {Temperature}; it is positive, usually 0.05 to 0.5.");
        }

        if (ProjectorHidden < 1 || ProjectorOutput < 1)
        {
            problems.Add($"ProjectorHidden is {ProjectorHidden} and ProjectorOutput is {ProjectorOutput}; both are at least 1.");
        }

        Augmentation.Validate(problems);
        SpecException.ThrowIfAny(nameof(ContrastiveConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => new ContrastiveParadigm(encoder, this);
}
