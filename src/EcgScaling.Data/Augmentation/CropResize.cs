using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Takes a part of the recorded samples and stretches it over all of them, by linear interpolation (the random resized crop of the SimCLR study of
/// Mehari and Strodthoff 2022). The rhythm appears slower by the same factor.
/// </summary>
/// <remarks>Draws: the part, uniform in [<see cref="Minimum"/>, <see cref="Maximum"/>); the start, uniform over where the part fits.</remarks>
public sealed record CropResize : EcgAugmentation
{
    /// <summary>The smallest part that is kept.</summary>
    /// <value>Default: 0.5.</value>
    public double Minimum { get; init; } = 0.5;

    /// <summary>The largest part that is kept.</summary>
    /// <value>Default: 1.</value>
    public double Maximum { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "crop-resize";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var last = tracing.Valid.Length - 1;
        var part = random.NextDouble(Minimum, Maximum);
        var start = random.NextDouble() * (1 - part) * last;
        TimeMap.Apply(tracing, sample => start + (part * sample));
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems) =>
        Require(problems, Minimum > 0 && Minimum <= Maximum && Maximum <= 1, $"{nameof(Minimum)} is {Minimum} and {nameof(Maximum)} {Maximum}; 0 < minimum <= maximum <= 1.");
}
