using System.Text.Json.Nodes;
using EcgScaling.Testing;

namespace EcgScaling.Training.Probing;

public sealed class LinearProbeTests
{
    [Fact]
    public void The_fit_is_the_optimum_that_scipy_finds()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Golden.PathOf("probe.json")))!;
        var targets = golden["y"]!.AsArray().Select(value => value is null ? float.NaN : (float)value.GetValue<double>()).ToArray();
        var table = Table([.. golden["x"]!.AsArray().Select(value => (float)value!.GetValue<double>())], targets);
        var probe = LinearProbe.Fit(table, new LinearProbeConfig { Ridge = golden["ridge"]!.GetValue<double>() });
        var fit = Assert.Single(probe.Fits);
        Assert.True(fit.Converged);
        Assert.InRange(fit.GradientNorm, 0, 1e-8);
        Assert.Equal(golden["objective"]!.GetValue<double>(), fit.Objective, 9);
        var logits = probe.Logits(table);
        for (var record = 0; record < logits.Length; record++)
        {
            Assert.Equal(golden["logits"]![record]!.GetValue<double>(), logits[record], 4);
        }
    }

    [Fact]
    public void Separable_labels_absent_labels_and_constant_features_have_an_optimum()
    {
        var table = new FeatureTable
        {
            Values = [-2, 7, -1, 7, 1, 7, 2, 7],
            Targets = [0, 0, float.NaN, 0, 0, float.NaN, 1, 0, float.NaN, 1, 0, float.NaN],
            Labels = ["separable", "never", "unknown"],
            PatientKeys = [1, 2, 3, 4],
            FeatureSize = 2,
        };
        var probe = LinearProbe.Fit(table);
        Assert.All(probe.Fits, fit => Assert.True(fit.Converged, fit.ToString()));
        Assert.All(probe.Logits(table), logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal(1, probe.Score(table, 0).Labels[0].Auroc);
    }

    [Fact]
    public void Some_records_of_a_table_keep_their_numbers_and_the_order_given()
    {
        var table = Table([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0, 1, float.NaN]).Take([2, 0]);
        Assert.Equal([9f, 10, 11, 12, 1, 2, 3, 4], table.Values);
        Assert.Equal([float.NaN, 0f], table.Targets);
        Assert.Equal([2L, 0], table.PatientKeys);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Take([2]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var probe = LinearProbe.Fit(Table([1, 2, 3, 4, 5, 6, 7, 8], [0, 1]));
        Assert.Contains("4 features", Assert.Throws<ArgumentException>(() => probe.Logits(Table([1, 2, 3, 4], [0, 1], size: 2))).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => LinearProbe.Fit(Table([1, float.NaN, 3, 4], [1]))).Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => LinearProbe.Fit(Table([1, 2, 3, 4], [1]), new LinearProbeConfig { Ridge = 0 }));
    }

    private static FeatureTable Table(float[] values, float[] targets, int size = 4) => new()
    {
        Values = values,
        Targets = targets,
        Labels = ["label"],
        PatientKeys = [.. Enumerable.Range(0, values.Length / size).Select(record => (long)record)],
        FeatureSize = size,
    };
}
