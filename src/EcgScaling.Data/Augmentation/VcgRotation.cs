using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Turns and scales the heart's dipole (3KG, Gopal et al. 2021): the tracing is projected to a vectorcardiogram by the pseudo-inverse of Dower's transform,
/// turned, scaled along its axes, and projected back. What the dipole does not explain stays as it is, so that no turn is no change.
/// </summary>
/// <remarks>
/// Needs at least three independent standard leads; leads outside the twelve are not changed. Draws: three angles (frontal, horizontal, sagittal), uniform
/// in +-<see cref="MaximumDegrees"/>; three factors (left, feet, back), uniform in [1, <see cref="MaximumScale"/>).
/// </remarks>
public sealed record VcgRotation : EcgAugmentation
{
    /// <summary>The largest angle about each axis, in degrees.</summary>
    /// <value>Default: 45.</value>
    public double MaximumDegrees { get; init; } = 45;

    /// <summary>The largest factor along each axis; 1 does not scale.</summary>
    /// <value>Default: 1.</value>
    public double MaximumScale { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "vcg-rotation";

    /// <inheritdoc/>
    public override TracingShape OutputOf(TracingShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _ = DipoleFit.Of(input.Leads);
        return input;
    }

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var bound = Math.PI / 180 * MaximumDegrees;
        var matrix = Dipole.Rotation(random.NextDouble(-bound, bound), random.NextDouble(-bound, bound), random.NextDouble(-bound, bound));
        for (var axis = 0; axis < 3; axis++)
        {
            var factor = random.NextDouble(1, MaximumScale);
            for (var column = 0; column < 3; column++)
            {
                matrix[(axis * 3) + column] *= factor;
            }
        }

        DipoleFit.Of(tracing.Shape.Leads).Transform(tracing, matrix);
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems)
    {
        Require(problems, MaximumDegrees is >= 0 and <= 180, $"{nameof(MaximumDegrees)} is {MaximumDegrees}; 0 to 180.");
        Require(problems, MaximumScale >= 1 && double.IsFinite(MaximumScale), $"{nameof(MaximumScale)} is {MaximumScale}; at least 1.");
    }
}
