using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>Sets a stretch of the recorded samples to 0 in all leads (time-out of Mehari and Strodthoff 2022, time mask of 3KG).</summary>
/// <remarks>Draws: the stretch's part of the recorded samples, uniform in [<see cref="Minimum"/>, <see cref="Maximum"/>); its start, uniform over where it fits.</remarks>
public sealed record TimeOut : EcgAugmentation
{
    /// <summary>The shortest stretch, as a part of the recorded samples.</summary>
    /// <value>Default: 0.2.</value>
    public double Minimum { get; init; } = 0.2;

    /// <summary>The longest stretch, as a part of the recorded samples.</summary>
    /// <value>Default: 0.4.</value>
    public double Maximum { get; init; } = 0.4;

    /// <inheritdoc/>
    public override string Name => "time-out";

    /// <inheritdoc/>
    protected override void Change(Tracing tracing, RandomStream random)
    {
        var length = (int)Math.Round(random.NextDouble(Minimum, Maximum) * tracing.Valid.Length);
        var start = random.NextInt32(tracing.Valid.Length - length + 1);
        for (var lead = 0; lead < tracing.Shape.Leads.Count; lead++)
        {
            tracing.ValidRow(lead).Slice(start, length).Clear();
        }
    }

    /// <inheritdoc/>
    protected override void Check(ICollection<string> problems) =>
        Require(problems, Minimum >= 0 && Minimum <= Maximum && Maximum <= 1, $"{nameof(Minimum)} is {Minimum} and {nameof(Maximum)} {Maximum}; 0 <= minimum <= maximum <= 1.");
}
