namespace EcgScaling.Training.Confounds;

public sealed class ConfoundCheckTests
{
    private static readonly ConfoundOptions Options = new() { Draws = 200 };

    [Fact]
    public void Lengths_that_tell_a_label_are_found_and_named()
    {
        using var source = new LengthSource(leaks: true);
        var report = ConfoundCheck.Run(source, [.. Enumerable.Range(0, source.Count)], Options);
        var finding = Assert.Single(report.Findings, finding => finding.Label == "chagas");
        Assert.True(finding.Warns && finding.Auroc.Value > 0.85 && finding.Auroc.Low > 0.5, $"{finding}");
        Assert.Contains(finding.StrongestFeature, (string[])["length", "padding"]);
        var warning = Assert.Single(report.Warnings);
        Assert.StartsWith("chagas: trivial features alone reach AUROC 0.", warning, StringComparison.Ordinal);
        Assert.Equal(("rare", "3 positives and 297 negatives; both must be 10"), (Assert.Single(report.NotJudged).Label, report.NotJudged[0].Reason));
    }

    [Fact]
    public void Lengths_that_tell_nothing_do_not_warn()
    {
        using var source = new LengthSource(leaks: false);
        var report = ConfoundCheck.Run(source, [.. Enumerable.Range(0, source.Count)], Options);
        Assert.Empty(report.Warnings);
        Assert.All(report.Findings, finding => Assert.InRange(finding.Auroc.Value, 0.35, 0.64));
    }

    [Fact]
    public void A_site_is_a_category_and_features_that_never_change_are_left_out()
    {
        using var source = new LengthSource(leaks: true);
        var features = TrivialFeatures.Of(source, [.. Enumerable.Range(0, source.Count)]);
        Assert.Equal(["length", "padding", "amplitude", "peak", "site"], features.Select(feature => feature.Name));
        Assert.True(features[^1].IsCategory);
        Assert.Equal([7.0, 10.0], features[0].Values.Distinct().Order());
        Assert.Equal(0.3, features[1].Values.Max(), 1e-12);
    }

    [Fact]
    public void A_patient_is_never_predicted_by_a_probe_that_saw_the_patient()
    {
        // Each patient has a value and a coin of its own, twenty records each: with patients on both sides the value would tell the coin.
        var stream = new RandomStream(2, "patients");
        var coins = Enumerable.Range(0, 10).Select(patient => patient % 2 == 0 ? 1f : 0f).ToArray();
        stream.Shuffle<float>(coins);
        long[] patients = [.. Enumerable.Range(0, 200).Select(record => (long)(record / 20))];
        var feature = new TrivialFeature("patient", [.. patients.Select(patient => (double)patient)], IsCategory: true);
        var report = ConfoundCheck.Run([feature], ["coin"], [.. patients.Select(patient => coins[patient])], patients, Options);
        Assert.True(Assert.Single(report.Findings).Auroc.Value < 0.65, $"{report.Findings[0]}");
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void Some_labels_and_some_of_the_records_can_be_looked_at()
    {
        using var source = new LengthSource(leaks: true);
        var report = ConfoundCheck.Run(source, [.. Enumerable.Range(0, source.Count)], Options with { MaximumRecords = 150 }, ["chagas"]);
        Assert.Equal(150, source.Reads);
        Assert.Equal("chagas", Assert.Single(report.Findings).Label);
        Assert.Empty(report.NotJudged);
        Assert.Throws<ArgumentException>(() => ConfoundCheck.Run(source, [0, 1], Options, ["malaria"]));
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        Assert.Equal(6, Assert.Throws<SpecException>(() => ConfoundCheck.Run([], [], [], [], new ConfoundOptions { Folds = 1, WarnFrom = 1, MinimumPositives = 0, Ridge = 0, Draws = 0, MaximumRecords = 1 })).Problems.Count);
        Assert.Contains("5 folds", Assert.Throws<ArgumentException>(() => ConfoundCheck.Run([], ["a"], [1, 0], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("3 targets", Assert.Throws<ArgumentException>(() => ConfoundCheck.Run([], ["a"], [1, 0], [1, 2, 3])).Message, StringComparison.Ordinal);
    }
}
