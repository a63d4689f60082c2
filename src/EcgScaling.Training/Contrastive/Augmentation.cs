using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

/// <summary>Makes views of tracings; see <see cref="AugmentationConfig"/>.</summary>
internal static class Augmentation
{
    /// <summary>One view of each exam, <c>(batch, lead, sample)</c> like the tracings.</summary>
    /// <param name="tracings"><c>(batch, lead, sample)</c>.</param>
    /// <param name="drawn">What was drawn for the view.</param>
    /// <param name="config">How strong the changes are.</param>
    public static Tensor View(Tensor tracings, DrawnView drawn, AugmentationConfig config)
    {
        var (leads, samples) = (tracings.shape[1], tracings.shape[2]);
        var (start, step, end, scale, blankFrom, blankTo) = (Column(0), Column(1), Column(2), Column(3), Column(4), Column(5));
        var place = arange(samples, dtype: ScalarType.Float32, device: tracings.device).unsqueeze(0);
        var positions = start + (place * step);
        var below = positions.floor().clamp(0, samples - 1);
        var part01 = (positions - below).unsqueeze(1);
        var index = below.to(ScalarType.Int64).unsqueeze(1).expand(-1, leads, -1);
        var low = tracings.gather(2, index);
        var view = low + ((tracings.gather(2, (index + 1).clamp(0, samples - 1)) - low) * part01);
        var seen = place.lt(blankFrom).logical_or(place.ge(blankTo)).logical_and(place.lt(end));
        view = view * scale.unsqueeze(1) * drawn.Leads.unsqueeze(-1) * seen.to(ScalarType.Float32).unsqueeze(1);
        return drawn.Noise is { } noise ? view + (noise * config.Noise) : view;

        Tensor Column(int column) => drawn.Numbers.narrow(1, column, 1);
    }
}
