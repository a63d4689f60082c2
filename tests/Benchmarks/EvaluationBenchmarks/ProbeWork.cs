using EcgScaling.Training.Probing;

namespace EcgScaling.Benchmarks.Evaluation;

/// <summary>A probe's work: features like those of a network (rectified, correlated, a long tail of scales) and labels from 0.1 % to 40 % prevalence.</summary>
internal sealed record ProbeWork(int Records, int Features, int Labels, double Ridge)
{
    private const int Factors = 64;

    public FeatureTable Table()
    {
        var mixing = Gaussians("mixing", Factors * Features);
        var signal = Gaussians("signal", Features * Labels);
        var (values, scores) = (new float[Records * Features], new double[Records * Labels]);
        Parallel.For(0, Records, record =>
        {
            var stream = new RandomStream(1, "record", record);
            var factors = new double[Factors];
            for (var factor = 0; factor < Factors; factor++)
            {
                factors[factor] = stream.NextGaussian() * Math.Pow(factor + 1, -0.7);
            }

            for (var feature = 0; feature < Features; feature++)
            {
                var sum = 0.3 * stream.NextGaussian();
                for (var factor = 0; factor < Factors; factor++)
                {
                    sum += factors[factor] * mixing[(factor * Features) + feature];
                }

                values[(record * Features) + feature] = (float)Math.Max(sum, 0.02 * sum);
            }

            for (var label = 0; label < Labels; label++)
            {
                var sum = 3 * stream.NextGaussian();
                for (var feature = 0; feature < Features; feature++)
                {
                    sum += 0.15 * values[(record * Features) + feature] * signal[(feature * Labels) + label];
                }

                scores[(record * Labels) + label] = sum;
            }
        });
        var targets = new float[Records * Labels];
        for (var label = 0; label < Labels; label++)
        {
            var place = label;
            var prevalence = 0.001 * Math.Pow(400, label / Math.Max(1.0, Labels - 1));
            var sorted = Enumerable.Range(0, Records).Select(record => scores[(record * Labels) + place]).OrderDescending().ToArray();
            var limit = sorted[(int)(prevalence * Records)];
            for (var record = 0; record < Records; record++)
            {
                targets[(record * Labels) + label] = scores[(record * Labels) + label] > limit ? 1 : 0;
            }
        }

        return new FeatureTable
        {
            Values = values,
            Targets = targets,
            Labels = [.. Enumerable.Range(0, Labels).Select(label => $"label{label}")],
            PatientKeys = [.. Enumerable.Range(0, Records).Select(record => (long)record)],
            FeatureSize = Features,
        };
    }

    private static double[] Gaussians(string purpose, int count)
    {
        var stream = new RandomStream(1, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextGaussian())];
    }
}
