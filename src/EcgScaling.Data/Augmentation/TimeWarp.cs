using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Lets time run faster and slower: the speed goes through random values at equally spaced knots, in straight lines between them, and is scaled so that the
/// recorded samples as a whole keep their length. Values are interpolated linearly.
/// </summary>
/// <remarks>Draws: the speed at each knot from first to last, uniform in [1 - <see cref="Strength"/>, 1 + <see cref="Strength"/>).</remarks>
public sealed record TimeWarp : EcgAugmentation
{
    /// <summary>How much the speed varies.</summary>
    /// <value>Default: 0.2.</value>
    public double Strength { get; init; } = 0.2;

    /// <summary>The number of knots, the first and the last sample among them.</summary>
    /// <value>Default: 5.</value>
    public int Knots { get; init; } = 5;

    /// <inheritdoc/>
    public override string Name => "time-warp";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var speeds = new double[Knots];
        var passed = new double[Knots];
        for (var knot = 0; knot < Knots; knot++)
        {
            speeds[knot] = random.NextDouble(1 - Strength, 1 + Strength);
            passed[knot] = knot == 0 ? 0 : passed[knot - 1] + ((speeds[knot - 1] + speeds[knot]) / 2);
        }

        double last = tracing.Valid.Length - 1;
        var scale = last / passed[^1];
        TimeMap.Apply(tracing, sample =>
        {
            var place = last > 0 ? sample / last * (Knots - 1) : 0;
            var knot = Math.Min((int)place, Knots - 2);
            var within = place - knot;
            return scale * (passed[knot] + (within * (speeds[knot] + (within * (speeds[knot + 1] - speeds[knot]) / 2))));
        });
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems)
    {
        Require(problems, Strength is >= 0 and < 1, $"{nameof(Strength)} is {Strength}; it lies in [0, 1), because time does not stand still.");
        Require(problems, Knots is >= 2 and <= 1000, $"{nameof(Knots)} is {Knots}; 2 to 1000.");
    }
}
