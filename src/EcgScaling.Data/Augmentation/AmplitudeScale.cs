using System.Numerics.Tensors;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Multiplies a tracing by a random factor, as another gain or another thorax would.</summary>
/// <remarks>Draws: one factor, or one for each lead in order, uniform in [<see cref="Minimum"/>, <see cref="Maximum"/>).</remarks>
public sealed record AmplitudeScale : EcgAugmentation
{
    /// <summary>The smallest factor.</summary>
    /// <value>Default: 0.8.</value>
    public double Minimum { get; init; } = 0.8;

    /// <summary>The largest factor.</summary>
    /// <value>Default: 1.2.</value>
    public double Maximum { get; init; } = 1.2;

    /// <summary>Whether each lead has a factor of its own. The limb leads then no longer agree with one another.</summary>
    /// <value>Default: false.</value>
    public bool PerLead { get; init; }

    /// <inheritdoc/>
    public override string Name => "amplitude-scale";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var factor = 1f;
        for (var lead = 0; lead < tracing.Shape.Leads.Count; lead++)
        {
            factor = PerLead || lead == 0 ? (float)random.NextDouble(Minimum, Maximum) : factor;
            var row = tracing.ValidRow(lead);
            TensorPrimitives.Multiply(row, factor, row);
        }
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems) => Require(
        problems, Minimum > 0 && Minimum <= Maximum && double.IsFinite(Maximum), $"{nameof(Minimum)} is {Minimum} and {nameof(Maximum)} {Maximum}; 0 < minimum <= maximum.");
}
