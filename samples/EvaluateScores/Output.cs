using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Samples.EvaluateScores;

/// <summary>Prints findings as a table or as JSON.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (LabelMetric Metric, string Name)[] OfScores =
    [
        (LabelMetric.Auroc, "auroc"), (LabelMetric.AveragePrecision, "auprc"), (LabelMetric.CrossEntropy, "crossEntropy"), (LabelMetric.Brier, "brier"), (LabelMetric.CalibrationError, "calibrationError"),
    ];

    private static readonly (LabelMetric Metric, string Name)[] OfDecisions =
    [
        (LabelMetric.F1, "f1"), (LabelMetric.Sensitivity, "sensitivity"), (LabelMetric.Specificity, "specificity"),
        (LabelMetric.PositivePredictiveValue, "ppv"), (LabelMetric.NegativePredictiveValue, "npv"),
    ];

    public static void Print(Findings findings, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(ToJson(findings).ToJsonString(Indented));
        }
        else
        {
            PrintTable(findings);
        }
    }

    private static JsonObject ToJson(Findings findings)
    {
        var report = findings.Scores;
        var root = new JsonObject { ["labels"] = new JsonArray([.. report.Labels.Select(label => (JsonNode)label)]) };
        var (macro, micro, leftOut) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (source, metrics) in new[] { (report, OfScores), (findings.Decisions, OfDecisions) })
        {
            foreach (var (metric, name) in metrics)
            {
                var summary = source[metric];
                root[name] = new JsonObject(report.Labels.Select((label, place) => KeyValuePair.Create(label, (JsonNode?)Node(summary.PerLabel[place]))));
                macro[name] = Node(summary.Macro);
                if (summary.Micro is { } pooled)
                {
                    micro[name] = Node(pooled);
                }

                if (summary.LeftOut.Length > 0)
                {
                    leftOut[name] = new JsonObject(summary.LeftOut.Select(label => KeyValuePair.Create(label.Label, (JsonNode?)label.Reason)));
                }
            }
        }

        (root["macro"], root["micro"], root["leftOutOfMacro"]) = (macro, micro, leftOut);
        root["positives"] = new JsonObject(report.Counts.Select(count => KeyValuePair.Create(count.Label, (JsonNode?)count.Positives)));
        root["thresholds"] = new JsonObject(findings.Decisions.Counts.Select(count => KeyValuePair.Create(count.Label, (JsonNode?)Number(count.Threshold))));
        root["thresholdOrigin"] = findings.Decisions.ThresholdOrigin;
        root["intervals"] = string.Create(CultureInfo.InvariantCulture, $"{report.Options.Interval}, level {report.Options.Level}, {report.Options.Draws} draws of {report.Patients} patients, seed {report.Options.Seed}");
        if (findings.Comparison is { } comparison)
        {
            root["differences"] = new JsonObject(OfScores.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)Node(comparison[item.Metric]))));
        }

        if (findings.Challenge is { } challenge)
        {
            root["challenge"] = new JsonObject { ["score"] = Node(challenge.Score), ["classes"] = challenge.Classes.Count, ["missing"] = new JsonArray([.. challenge.MissingClasses.Select(name => (JsonNode)name)]) };
        }

        root["n"] = report.Records;
        return root;
    }

    private static void PrintTable(Findings findings)
    {
        var report = findings.Scores;
        Console.Out.WriteLine($"{report.Records} records of {report.Patients} patients; thresholds: {findings.Decisions.ThresholdOrigin}");
        Console.Out.WriteLine($"{"label",-12} {"positives",9}  {"AUROC",-24}  {"AUPRC",-24}  {"F1",-24}  nats");
        for (var label = 0; label < report.Labels.Count; label++)
        {
            Line(report.Labels[label], report.Counts[label].Positives.ToString(CultureInfo.InvariantCulture), summary => summary.PerLabel[label]);
        }

        Line("macro", string.Empty, summary => summary.Macro);
        foreach (var (label, reason) in report.Metrics.Concat(findings.Decisions.Metrics).SelectMany(summary => summary.LeftOut.Select(label => (label.Label, $"{summary.Metric}: {label.Reason}"))).Distinct())
        {
            Console.Out.WriteLine($"not in the macro average: {label}, {reason}");
        }

        foreach (var summary in findings.Comparison?.Metrics ?? [])
        {
            var macro = summary.Macro;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"difference in {summary.Metric}: {macro.Value:F4} [{macro.Low:F4}, {macro.High:F4}], p {macro.TwoSided:F3}"));
        }

        if (findings.Challenge is { } challenge)
        {
            Console.Out.WriteLine($"CinC 2021 score {challenge.Score} over {challenge.Classes.Count} classes");
        }

        void Line(string name, string positives, Func<MetricSummary, MetricEstimate> pick) => Console.Out.WriteLine(
            $"{name,-12} {positives,9}  {pick(report[LabelMetric.Auroc]),-24}  {pick(report[LabelMetric.AveragePrecision]),-24}  {pick(findings.Decisions[LabelMetric.F1]),-24}  {pick(report[LabelMetric.CrossEntropy])}");
    }

    private static JsonObject Node(MetricEstimate estimate) => new() { ["value"] = Number(estimate.Value), ["lo"] = Number(estimate.Low), ["hi"] = Number(estimate.High) };

    private static JsonObject Node(DifferenceSummary summary) => new()
    {
        ["value"] = Number(summary.Macro.Value),
        ["lo"] = Number(summary.Macro.Low),
        ["hi"] = Number(summary.Macro.High),
        ["p"] = Number(summary.Macro.TwoSided),
    };

    // JSON has no NaN: what is not defined is null.
    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
