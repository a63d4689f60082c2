using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Preprocessing.Steps;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// Takes a window of a fixed number of samples at a random place inside the recorded samples; where fewer were recorded, all of them, padded
/// symmetrically. At inference the pipeline step <c>crop(n,valid)</c> takes the middle one.
/// </summary>
/// <remarks>Draws: the window's first sample, uniform over where it fits.</remarks>
public sealed record RandomCrop : EcgAugmentation
{
    /// <summary>Samples of the window.</summary>
    public required int Samples { get; init; }

    /// <inheritdoc/>
    public override string Name => "random-crop";

    /// <inheritdoc/>
    public override TracingShape OutputOf(TracingShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input with { Samples = Samples };
    }

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var (spare, start) = (tracing.Valid.Length - Samples, tracing.Valid.Start);
        CropStep.Cut(tracing, Samples, (spare > 0 ? -random.NextInt32(spare + 1) : CropStep.HalfDown(-spare)) - start);
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems)
    {
        Require(problems, Samples >= 1, $"{nameof(Samples)} is {Samples}; at least 1.");
        Require(problems, Probability == 1, $"{nameof(Probability)} is {Probability}; a crop gives all tracings one length, so it is 1.");
    }
}
