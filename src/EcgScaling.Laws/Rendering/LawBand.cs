using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Rendering;

/// <summary>The profile interval of the predicted loss along a slice, computed at a few places and interpolated between them relative to the curve.</summary>
internal sealed record LawBand(double[] X, double[] Low, double[] High)
{
    private const int Places = 5;
    private const int Samples = 49;

    public static LawBand Along(LawFit fit, LawSlice slice, double from, double to, double level)
    {
        double[] place = Spaced(from, to, Places);
        (double Low, double High)[] ends = [.. place.Select(value =>
        {
            QuantityInterval interval = fit.ProfileInterval(FitQuantity.Response(fit, slice.At(value)), level);
            return (interval.Lower / interval.Estimate, interval.Upper / interval.Estimate);
        })];
        double[] x = Spaced(from, to, Samples);
        double[] low = new double[Samples];
        double[] high = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            double position = i * (Places - 1.0) / (Samples - 1);
            int left = Math.Min((int)position, Places - 2);
            double part = position - left;
            double curve = slice.Predict(x[i]);
            low[i] = curve * Between(ends[left].Low, ends[left + 1].Low, part);
            high[i] = curve * Between(ends[left].High, ends[left + 1].High, part);
        }

        return new LawBand(x, low, high);
    }

    public static double[] Spaced(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? to : from * Math.Pow(to / from, i / (count - 1.0)))];

    private static double Between(double a, double b, double part) => part == 0 ? a : part == 1 ? b : a + (b - a) * part;
}
