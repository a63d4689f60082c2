using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using EcgScaling.Laws;

namespace EcgScaling.Study.Results;

/// <summary>The tidy table of a study: one row for every trial and evaluation, as CSV and as JSON lines. It loads straight into the scaling-law room.</summary>
public static class TrialTable
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "run", "family", "arm", "paradigm", "parameters", "trained_parameters", "records", "patients", "unique_samples", "samples_seen", "epochs", "steps",
        "flops", "seed", "set", "labels", "label_count", "out_of_distribution", "probe", "loss", "loss_se", "loss_unit", "auroc", "evaluated_records", "training_loss",
        "seconds", "package_joules", "branched", "device", "threads", "attempts",
    ];

    /// <summary>Writes the table as CSV, RFC 4180, numbers with every digit.</summary>
    public static void WriteCsv(StudyResults results, string path)
    {
        ArgumentNullException.ThrowIfNull(results);
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
            foreach (var column in Columns)
            {
                csv.WriteField(column);
            }

            csv.NextRecord();
            foreach (var row in Rows(results))
            {
                foreach (var value in row)
                {
                    csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
                }

                csv.NextRecord();
            }
        });
    }

    /// <summary>Writes the table as JSON lines, one object a row; numbers that are not finite are words.</summary>
    public static void WriteJsonLines(StudyResults results, string path)
    {
        ArgumentNullException.ThrowIfNull(results);
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            foreach (var row in Rows(results))
            {
                text.Write(JsonSerializer.Serialize(Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second), StudyJson.Compact));
                text.Write('\n');
            }
        });
    }

    /// <summary>
    /// One loss of every trial as points for the scaling-law room: N, D, C, loss with its standard error; the family is the group's title, so that groups can be fitted jointly.
    /// Trials that were not measured there, or whose loss is not finite, are left out.
    /// </summary>
    /// <param name="results">The results.</param>
    /// <param name="set">The set, for example <c>held-out</c> or a transfer task's name.</param>
    /// <param name="knowledge">Which labels of it.</param>
    public static ImmutableArray<ScalingPoint> Points(StudyResults results, string set, LabelKnowledge knowledge = LabelKnowledge.All)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(set);
        return
        [
            .. from @group in results.Groups
               from trial in @group.Trials
               let evaluation = trial.Measured(set, knowledge)
               where evaluation is not null && double.IsFinite(evaluation.Loss) && evaluation.Loss > 0
               select @group.ToPoint(trial, evaluation),
        ];
    }

    private static IEnumerable<object[]> Rows(StudyResults results) => results.Trials.SelectMany(trial => trial.Evaluations.Select(evaluation => new object[]
    {
        trial.Key, trial.Family, trial.Arm, trial.Paradigm, trial.Parameters, trial.TrainedParameters, trial.Records, trial.Patients, trial.Records, trial.SamplesSeen, trial.Epochs, trial.Steps,
        trial.Flops, trial.Seed, evaluation.Set, evaluation.Knowledge.ToString().ToLowerInvariant(), evaluation.Labels, evaluation.OutOfDistribution, evaluation.Probe,
        evaluation.Loss, evaluation.LossStandardError, evaluation.Unit, evaluation.Metrics.GetValueOrDefault("auroc.macro", double.NaN), evaluation.Records, trial.TrainingLoss,
        trial.Run.Seconds, trial.Run.PackageJoules, trial.Run.Branched, trial.Run.Device, trial.Run.Threads, trial.Run.Attempts,
    }));
}
