using System.Collections.Immutable;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Probing;

namespace EcgScaling.Study.Measuring;

/// <summary>Chooses the ridge of a probe, on patients that the measured ones are not among: features of a wide model need more of it than those of a narrow one.</summary>
internal static class ProbeRidge
{
    private const double ValidationShare = 1.0 / 3;

    /// <summary>The ridge with the lowest cross-entropy on a third of the patients, fitted on the others; the middle one where there are too few patients to tell.</summary>
    public static double Choose(FeatureTable table, ImmutableArray<double> ridges, CancellationToken cancellation)
    {
        if (ridges.Length == 1)
        {
            return ridges[0];
        }

        var validates = new bool[table.Records];
        for (var record = 0; record < validates.Length; record++)
        {
            validates[record] = new RandomStream(0, "transfer/ridge", table.PatientKeys[record]).NextDouble() < ValidationShare;
        }

        var (fit, check) = (Rows(table, validates, false), Rows(table, validates, true));
        if (fit.Records == 0 || check.Records == 0)
        {
            return ridges.Order().ElementAt(ridges.Length / 2);
        }

        return ridges.MinBy(ridge =>
        {
            cancellation.ThrowIfCancellationRequested();
            var logits = LinearProbe.Fit(fit, new LinearProbeConfig { Ridge = ridge }, cancellation).Logits(check);
            return LabelScoring.Score(check.Labels, logits, check.Targets, check.PatientKeys).MicroLoss;
        });
    }

    private static FeatureTable Rows(FeatureTable table, bool[] validates, bool side)
    {
        return table.Take([.. Enumerable.Range(0, table.Records).Where(record => validates[record] == side)]);
    }
}
