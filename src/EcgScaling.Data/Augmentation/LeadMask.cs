using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Sets whole leads to 0, each with the same probability (random lead masking, Oh et al. 2022). One lead always stays.</summary>
/// <remarks>Draws: the lead that stays; then, for each lead in order, whether it is masked.</remarks>
public sealed record LeadMask : EcgAugmentation
{
    /// <summary>The probability with which each lead is masked.</summary>
    /// <value>Default: 0.5.</value>
    public double LeadProbability { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Name => "lead-mask";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var kept = random.NextInt32(tracing.Shape.Leads.Count);
        for (var lead = 0; lead < tracing.Shape.Leads.Count; lead++)
        {
            if (random.NextBoolean(LeadProbability) && lead != kept)
            {
                tracing.Row(lead).Clear();
            }
        }
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems) =>
        Require(problems, LeadProbability is >= 0 and <= 1, $"{nameof(LeadProbability)} is {LeadProbability}; it lies in [0, 1].");
}
