using System.Globalization;
using EcgScaling.Data.Tables;
using EcgScaling.Training.Evaluation.Predictions;

namespace EcgScaling.Samples.EvaluateScores;

/// <summary>Reads what the metrics need from files.</summary>
internal static class ScoreFiles
{
    /// <summary>Scores with their truth. Without patients each record is one, of a data set named by the file, so that records of two files are different people.</summary>
    public static LabelPredictions Read(string scores, string gold, IReadOnlyList<string> labels, bool logits, string? patients)
    {
        var (score, truth) = (NumericTable.Read(scores), NumericTable.Read(gold));
        if (score.Rows != truth.Rows)
        {
            throw new EcgDataException(scores, string.Empty, $"{score.Rows} rows", $"{truth.Rows} rows, as {gold} has", "Both files have one row a record, in the same order.");
        }

        labels = LabelsOf(truth, score, labels);
        var (values, targets) = (score.Select(labels), truth.Select(labels));
        var keys = patients is null ? [.. Enumerable.Range(0, score.Rows).Select(row => (long)row)] : Patients(patients, score.Rows);
        var dataset = patients is null ? Path.GetFullPath(gold) : string.Empty;
        return logits ? LabelPredictions.FromLogits(labels, values, targets, keys, dataset) : LabelPredictions.FromProbabilities(labels, values, targets, keys, dataset);
    }

    public static DecisionThresholds Thresholds(string text, IReadOnlyList<string> labels)
    {
        var values = text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SpecException("--thresholds", [$"'{part}' is not a number; give numbers separated by commas, for example 0.1,0.2."])).ToArray();
        return DecisionThresholds.Given(labels, values.Length == 1 ? [.. labels.Select(_ => values[0])] : values, "--thresholds");
    }

    private static IReadOnlyList<string> LabelsOf(NumericTable truth, NumericTable score, IReadOnlyList<string> labels) =>
        labels.Count > 0 ? labels
        : truth.Columns.Count > 0 ? truth.Columns
        : score.Columns.Count > 0 ? score.Columns
        : throw new SpecException("--labels", [$"neither {truth.Path} nor {score.Path} names its columns; give the names, separated by commas."]);

    private static long[] Patients(string text, int rows)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || colon == text.Length - 1)
        {
            throw new SpecException("--patients", [$"'{text}' is not FILE.csv:COLUMN."]);
        }

        var ids = NumericTable.TextColumn(text[..colon], text[(colon + 1)..]);
        return ids.Count == rows
            ? [.. ids.Select(EcgScaling.Data.Patients.KeyOf)]
            : throw new EcgDataException(text[..colon], string.Empty, $"{ids.Count} rows", $"{rows}, as the scores have", "The file has one row a record, in the same order.");
    }
}
