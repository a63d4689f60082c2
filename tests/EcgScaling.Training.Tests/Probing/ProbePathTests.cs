using TorchSharp;

namespace EcgScaling.Training.Probing;

public sealed class ProbePathTests
{
    [Fact]
    public void Every_label_is_certified_whatever_its_prevalence()
    {
        var table = Table(600, seed: 1);
        var probe = LinearProbe.Fit(table, new LinearProbeConfig { Ridge = 1e-4 });
        Assert.All(probe.Fits.Take(5), fit =>
        {
            Assert.True(fit.Converged, $"{fit}");
            Assert.InRange(fit.GradientNorm, 0, 1e-8);
            Assert.InRange(fit.OptimalityGap, 0, 1e-8);
        });
        Assert.Equal(0, probe.Logits(table)[5]);
        Assert.True(double.IsNaN(probe.Fits[5].Objective));
    }

    [Fact]
    public void Threads_change_nothing_that_shows()
    {
        // More records than a chunk of the loss has, and no multiple of a vector.
        var table = Table(4801, seed: 7);
        var before = torch.get_num_threads();
        var fits = new List<double[]>();
        try
        {
            foreach (var threads in (int[])[1, 2])
            {
                torch.set_num_threads(threads);
                fits.Add([.. LinearProbe.Fit(table).Fits.Take(5).Select(fit => fit.Objective)]);
            }
        }
        finally
        {
            torch.set_num_threads(before);
        }

        Assert.All(fits[0].Zip(fits[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void Labels_fitted_together_are_those_fitted_alone()
    {
        var table = Table(300, seed: 2);
        var together = LinearProbe.Fit(table);
        for (var label = 0; label < 5; label++)
        {
            var place = label;
            var alone = LinearProbe.Fit(table with
            {
                Labels = [table.Labels[label]],
                Targets = [.. Enumerable.Range(0, table.Records).Select(record => table.Targets[(record * 6) + place])],
            });
            Assert.Equal(alone.Fits[0].Objective, together.Fits[label].Objective, 1e-10);
            Assert.Equal(alone.Logits(table)[7], together.Logits(table)[(7 * 6) + label], 1e-3f);
        }
    }

    [Fact]
    public void A_path_with_warm_starts_ends_where_cold_starts_end_and_the_choice_has_the_lowest_validation_loss()
    {
        var (training, validation) = (Table(300, seed: 3), Table(300, seed: 4));
        var path = LinearProbe.FitPath(training, validation, [1e-3, 1, 1e-1, 1e-2, 1]);
        Assert.Equal([1, 0.1, 0.01, 0.001], path.Points.Select(point => point.Ridge));
        Assert.All(path.Points, point => Assert.True(point.Converged && point.GradientNorm <= 1e-8));
        Assert.Equal(path.Points.MinBy(point => point.ValidationLoss)!.Ridge, path.Ridge);
        foreach (var point in path.Points)
        {
            var cold = LinearProbe.Fit(training, new LinearProbeConfig { Ridge = point.Ridge });
            Assert.Equal(cold.Score(validation, 0).MicroLoss, point.ValidationLoss, 1e-5);
        }

        var chosen = LinearProbe.Fit(training, new LinearProbeConfig { Ridge = path.Ridge });
        Assert.Equal(chosen.Fits[0].Objective, path.Probe.Fits[0].Objective, 1e-10);
        Assert.Equal(path.Ridge is 1 or 0.001, path.AtEdge);
    }

    [Fact]
    public void More_features_than_records_have_an_optimum()
    {
        var probe = LinearProbe.Fit(Table(12, seed: 5), new LinearProbeConfig { Ridge = 1e-3 });
        Assert.All(probe.Fits, fit => Assert.True(fit.Converged, $"{fit}"));
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_and_fits_can_be_cancelled()
    {
        var table = Table(30, seed: 6);
        Assert.Contains("no ridge", Assert.Throws<ArgumentException>(() => LinearProbe.FitPath(table, table, [])).Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => LinearProbe.FitPath(table, table, [1, -1]));
        Assert.Throws<SpecException>(() => LinearProbe.Fit(table, new LinearProbeConfig { InterceptShare = 0 }));
        Assert.Contains("A target is 3", Assert.Throws<ArgumentException>(() => LinearProbe.Fit(table with { Targets = [.. table.Targets.Select(_ => 3f)] })).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => LinearProbe.Fit(table, cancellation: new CancellationToken(canceled: true)));
    }

    /// <summary>Sixteen features with a long tail of scales; labels from frequent to never, one separable, one unknown everywhere.</summary>
    private static FeatureTable Table(int records, ulong seed)
    {
        var stream = new RandomStream(seed, "probe");
        var (values, targets) = (new float[records * 16], new float[records * 6]);
        for (var record = 0; record < records; record++)
        {
            var common = stream.NextGaussian();
            for (var feature = 0; feature < 16; feature++)
            {
                values[(record * 16) + feature] = (float)((common + stream.NextGaussian()) * Math.Pow(3, feature / 4));
            }

            var signal = values[record * 16] - (0.5 * values[(record * 16) + 1]);
            targets[record * 6] = signal + stream.NextGaussian() > 0 ? 1 : 0;
            targets[(record * 6) + 1] = stream.NextBoolean(0.1) ? float.NaN : signal + stream.NextGaussian() > 2 ? 1 : 0;
            targets[(record * 6) + 2] = values[record * 16] > 0 ? 1 : 0;
            targets[(record * 6) + 3] = 0;
            targets[(record * 6) + 4] = 1;
            targets[(record * 6) + 5] = float.NaN;
        }

        return new FeatureTable
        {
            Values = values,
            Targets = targets,
            Labels = ["frequent", "partly known", "separable", "never", "always", "unknown"],
            PatientKeys = [.. Enumerable.Range(0, records).Select(record => (long)record)],
            FeatureSize = 16,
        };
    }
}
