using EcgScaling.Data.Cinc;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Evaluation.Challenge;

public sealed class ChallengeScoreTests
{
    [Fact]
    public void The_score_equals_a_reading_of_the_official_evaluation()
    {
        var golden = MetricsGolden.Json["challenge"]!;
        string[] codes = [.. golden["codes"]!.AsArray().Select(code => code!.GetValue<string>())];
        var probabilities = MetricsGolden.Numbers(golden["probabilities"]!);
        var targets = golden["targets"]!.AsArray().Select(value => value!.GetValue<int>() == 1 ? 1f : 0f).ToArray();
        var predictions = LabelPredictions.FromProbabilities(codes, probabilities, targets, [.. Enumerable.Range(0, targets.Length / 30).Select(record => (long)record)]);
        var result = ChallengeScore.Of(predictions, DecisionThresholds.Half(codes), new MetricOptions { Interval = IntervalKind.BiasCorrected });
        Assert.Equal(golden["observed"]!.GetValue<double>(), result.Observed, 1e-9);
        Assert.Equal(golden["correct"]!.GetValue<double>(), result.Correct, 1e-9);
        Assert.Equal(golden["inactive"]!.GetValue<double>(), result.Inactive, 1e-9);
        Assert.Equal(golden["score"]!.GetValue<double>(), result.Score.Value, 1e-12);
        Assert.InRange(result.Score.Value, result.Score.Low, result.Score.High);
        Assert.True(result.Score.High - result.Score.Low is > 0.01 and < 0.3, $"{result.Score}");
        Assert.Equal(26, result.Classes.Count);
    }

    [Fact]
    public void The_truth_scores_one_and_sinus_rhythm_for_all_scores_nothing()
    {
        float[] targets = [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1];
        float[] inactive = [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0];
        Assert.Equal(1, Score(targets, targets), 1e-15);
        Assert.Equal(0, Score(inactive, targets), 1e-15);
        Assert.True(Score([0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0], targets) < 0);
    }

    [Fact]
    public void Merged_classes_may_go_by_either_name_and_others_are_listed()
    {
        var predictions = LabelPredictions.FromProbabilities(["NSR", "CRBBB", "VPB", "STD"], [0f, 1, 0, 1, 1, 0, 1, 0], [0, 1, 0, 1, 1, 0, 1, 0], [1, 2]);
        var result = ChallengeScore.Of(predictions, DecisionThresholds.Half(predictions.Labels), new MetricOptions { Draws = 0 });
        Assert.Equal(["RBBB", "NSR", "PVC"], result.Classes);
        Assert.Equal(["STD"], result.UnscoredLabels);
        Assert.Equal(23, result.MissingClasses.Count);
        Assert.Equal(1, result.Score.Value);
    }

    [Fact]
    public void A_class_that_is_not_known_for_a_record_is_not_scored_there()
    {
        float[] decided = [0, 1, 1, 1, 0, 0], known = [0, 1, 0, 1, 0, 0], partly = [0, 1, float.NaN, 1, 0, 0];
        Assert.True(Score(decided, known) < 1);
        Assert.Equal(1, Score(decided, partly), 1e-15);
    }

    [Fact]
    public void The_rewards_are_the_published_ones()
    {
        double[] normal = [.25, .25, .275, .45, .275, .35, .45, .45, .4, .4, .45, .325, .3, .4, 1, .4125, .375, .325, .375, .15, .4, .45, .45, .375, .25, .25];
        Assert.Equal(normal, CincClasses.Names.Select(name => ChallengeWeights.Of("NSR", name)));
        Assert.Equal(normal, CincClasses.Names.Select(name => ChallengeWeights.Of(name, "NSR")));
        Assert.All(CincClasses.Names, name => Assert.Equal(1, ChallengeWeights.Of(name, name)));
        Assert.Contains("'CRBBB'", Assert.Throws<ArgumentException>(() => ChallengeWeights.Of("CRBBB", "AF")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_sinus_rhythm_there_is_no_score()
    {
        var predictions = LabelPredictions.FromLogits(["AF"], [0], [1], [1]);
        Assert.Contains("426783006", Assert.Throws<ArgumentException>(() => ChallengeScore.Of(predictions, DecisionThresholds.Half(["AF"]))).Message, StringComparison.Ordinal);
        var nsr = LabelPredictions.FromLogits(["NSR"], [0], [1], [1]);
        Assert.Throws<SpecException>(() => ChallengeScore.Of(nsr, DecisionThresholds.ChooseOn(nsr)));
    }

    private static double Score(float[] decided, float[] targets)
    {
        string[] labels = ["NSR", "AF", "PVC"];
        var predictions = LabelPredictions.FromProbabilities(labels, decided, targets, [.. Enumerable.Range(0, targets.Length / 3).Select(record => (long)record)]);
        return ChallengeScore.Of(predictions, DecisionThresholds.Half(labels), new MetricOptions { Draws = 0 }).Score.Value;
    }
}
