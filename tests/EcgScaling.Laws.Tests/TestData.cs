using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests;

/// <summary>Data that several tests share.</summary>
internal static class TestData
{
    public static readonly double[] Sizes = [2e4, 7e4, 2.4e5, 8e5, 2.8e6, 1e7, 3.5e7, 1.2e8, 2e8];

    public static readonly double[] Samples = [2e4, 8e4, 3e5, 1e6, 2.3e6];

    public static ScalingData Epoch => ScalingCsv.Read(SharedData.PathOf("fits", "chinchilla_epoch.csv"), new ScalingColumns { Where = [("in_fit", "1")] });

    /// <summary>The Gemstones points of a subset, with or without the embedding parameters.</summary>
    public static ScalingData Gemstones(string subset, bool noEmbeddings)
    {
        var data = ScalingCsv.Read(SharedData.PathOf("fits", "gemstones.csv"), new ScalingColumns { X = noEmbeddings ? "width" : null, Where = [("subset", subset)] });
        if (!noEmbeddings)
        {
            return data;
        }

        var width = data.Column(LawInput.X);
        return new ScalingData(
            new Dictionary<LawInput, double[]> { [LawInput.N] = [.. data.Column(LawInput.N).Zip(width, (n, w) => n - (50304 * w))], [LawInput.D] = data.Column(LawInput.D) },
            data.Losses);
    }

    /// <summary>A full grid of sizes and data sizes under Chinchilla's law with log-normal noise.</summary>
    public static List<ScalingPoint> Grid(double e = 0.06, double a = 0.5, double b = 1.4, double alpha = 0.2, double beta = 0.25, double noise = 0.01, ulong seed = 1, string? family = null)
    {
        var random = new RandomStream(seed, "grid");
        return [.. Sizes.SelectMany(n => Samples.Select(d => new ScalingPoint(n, d, (e + (a * Math.Pow(n, -alpha)) + (b * Math.Pow(d, -beta))) * Math.Exp(noise * random.NextGaussian())) { Family = family }))];
    }

    /// <summary>A ladder of sizes under E + A·N^-alpha.</summary>
    public static List<ScalingPoint> Ladder(double e = 0.1, double a = 1, double alpha = 0.25, double noise = 0.01, ulong seed = 1, int count = 10, int seeds = 1, string? family = null)
    {
        var random = new RandomStream(seed, "ladder");
        return [.. Enumerable.Range(0, count * seeds).Select(i =>
        {
            var n = 2e4 * Math.Pow(1e4, i % count / (count - 1.0));
            return new ScalingPoint(n, double.NaN, (e + (a * Math.Pow(n, -alpha))) * Math.Exp(noise * random.NextGaussian())) { Family = family, Seed = i / count };
        })];
    }
}
