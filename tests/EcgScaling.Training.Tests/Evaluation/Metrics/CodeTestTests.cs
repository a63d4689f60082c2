using EcgScaling.Data.Tables;
using EcgScaling.Testing;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

public sealed class CodeTestTests
{
    [SharedDataFact("tables/code_test")]
    public void The_published_network_has_its_published_areas_and_F1()
    {
        string[] labels = ["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"];
        var gold = NumericTable.Read(SharedData.PathOf("tables", "code_test", "data", "annotations", "gold_standard.csv")).Select(labels);
        var scores = NumericTable.Read(SharedData.PathOf("tables", "code_test", "dnn_predicts", "model.npy")).Select(labels);
        var decisions = NumericTable.Read(SharedData.PathOf("tables", "code_test", "data", "annotations", "dnn.csv")).Select(labels);
        long[] patients = [.. Enumerable.Range(0, 827).Select(record => (long)record)];
        var once = new MetricOptions { Draws = 0 };
        var areas = MetricReport.Of(LabelPredictions.FromProbabilities(labels, scores, gold, patients), null, once)[LabelMetric.Auroc];
        Assert.Equal([0.9942, 0.9991, 1.0000, 0.9975, 0.9974, 0.9986], areas.PerLabel.Select(area => Math.Round(area.Value, 4)));
        var f1 = MetricReport.Of(LabelPredictions.FromProbabilities(labels, decisions, gold, patients), DecisionThresholds.Half(labels), once)[LabelMetric.F1];
        // Ribeiro et al. 2020, table 2. No thresholds on these scores give exactly the published decisions, so those are taken as they are.
        Assert.Equal([0.897, 0.944, 1.000, 0.882, 0.870, 0.960], f1.PerLabel.Select(value => Math.Round(value.Value, 3)));
    }
}
