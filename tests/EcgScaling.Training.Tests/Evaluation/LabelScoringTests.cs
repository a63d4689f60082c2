using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Evaluation;

public sealed class LabelScoringTests
{
    [Fact]
    public void Losses_and_areas_equal_those_of_PyTorch_and_scipy()
    {
        var golden = LossesGolden.Read;
        var result = LabelScoring.Score(["a", "b", "c"], golden.Logits, golden.TargetsOrNaN, [.. Enumerable.Range(0, 60).Select(record => (long)record)]);
        Assert.Equal(golden.Micro, result.MicroLoss, 6);
        Assert.Equal(golden.PerLabel.Average(), result.MacroLoss, 6);
        Assert.Equal(golden.Trivial, result.TrivialLoss, 10);
        Assert.Equal(golden.Aurocs.Average(), result.MacroAuroc, 10);
        for (var label = 0; label < golden.Labels; label++)
        {
            Assert.Equal(golden.Aurocs[label], result.Labels[label].Auroc, 10);
            Assert.Equal(golden.PerLabel[label], result.Labels[label].Loss, 6);
        }
    }

    [Fact]
    public void Degenerate_classes_have_no_area_but_a_loss()
    {
        var result = LabelScoring.Score(["never", "unknown"], [0, 0, 1, 1], [0, float.NaN, 0, float.NaN], [1, 2], resamples: 50);
        Assert.True(double.IsNaN(result.Labels[0].Auroc));
        Assert.True(double.IsNaN(result.MacroAuroc));
        Assert.Equal((Math.Log(2) + Math.Log(1 + Math.E)) / 2, result.Labels[0].Loss, 6);
        Assert.True(double.IsNaN(result.Labels[1].Loss));
        Assert.Equal(0, result.Labels[1].Positives + result.Labels[1].Negatives);
        Assert.Equal(result.MicroLoss, result.MacroLoss, 12);
    }

    [Fact]
    public void The_interval_covers_the_area_and_is_wider_when_exams_repeat_patients()
    {
        var stream = new RandomStream(1, "test");
        var (logits, targets) = (new float[400], new float[400]);
        for (var record = 0; record < 400; record++)
        {
            // Four exams of each patient are copies: they carry the information of one.
            var first = record / 4 * 4;
            targets[record] = record == first ? (stream.NextBoolean(0.3) ? 1 : 0) : targets[first];
            logits[record] = record == first ? (float)stream.NextGaussian(targets[record], 1) : logits[first];
        }

        var byPatient = LabelScoring.Score(["a"], logits, targets, [.. Enumerable.Range(0, 400).Select(record => (long)(record / 4))], 500);
        var byRecord = LabelScoring.Score(["a"], logits, targets, [.. Enumerable.Range(0, 400).Select(record => (long)record)], 500);
        Assert.InRange(byPatient.MacroAuroc, byPatient.MacroAurocLow, byPatient.MacroAurocHigh);
        Assert.Equal(2, (byPatient.MacroAurocHigh - byPatient.MacroAurocLow) / (byRecord.MacroAurocHigh - byRecord.MacroAurocLow), 0.4);
        Assert.InRange(byPatient.Loss, byPatient.LossLow, byPatient.LossHigh);
        Assert.Equal(byPatient.MacroAurocLow, LabelScoring.Score(["a"], logits, targets, [.. Enumerable.Range(0, 400).Select(record => (long)(record / 4))], 500).MacroAurocLow);
    }

    [Fact]
    public void Labels_with_few_positives_can_be_kept_out_of_the_macro_area()
    {
        float[] logits = [3, 0, 2, 9, 1, 1, 0, 0], targets = [1, 1, 1, 0, 0, 0, 0, 0];
        var result = LabelScoring.Score(["frequent", "rare"], logits, targets, [1, 2, 3, 4], minimumPositives: 2);
        Assert.Equal(1, result.MacroAuroc);
        Assert.True(result.Labels[1].Auroc < 0.5);
        Assert.True(LabelScoring.Score(["frequent", "rare"], logits, targets, [1, 2, 3, 4]).MacroAuroc < 1);
    }

    [Fact]
    public void Extreme_logits_stay_finite() =>
        Assert.Equal(500, LabelScoring.Score(["a"], [-1000, 1000], [1, 1], [1, 2]).Loss, 6);

    [Fact]
    public void Sizes_that_do_not_belong_together_are_refused() =>
        Assert.Contains("need 4", Assert.Throws<ArgumentException>(() => LabelScoring.Score(["a", "b"], [0, 0], [0, 0], [1, 2])).Message, StringComparison.Ordinal);
}
