using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace EcgScaling.Study.Results;

/// <summary>The tidy table of a study: one row for every trial and evaluation, as CSV and as JSON lines. It loads straight into the scaling-law room.</summary>
public static class TrialTable
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "run", "family", "arm", "paradigm", "parameters", "trained_parameters", "records", "patients", "unique_samples", "samples_seen", "epochs", "steps",
        "flops", "seed", "set", "out_of_distribution", "loss", "loss_se", "loss_unit", "evaluated_records", "training_loss", "seconds", "device", "threads", "attempts",
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

    private static IEnumerable<object[]> Rows(StudyResults results) => results.Trials.SelectMany(trial => trial.Evaluations.Select(evaluation => new object[]
    {
        trial.Key, trial.Family, trial.Arm, trial.Paradigm, trial.Parameters, trial.TrainedParameters, trial.Records, trial.Patients, trial.Records, trial.SamplesSeen, trial.Epochs, trial.Steps,
        trial.Flops, trial.Seed, evaluation.Set, evaluation.OutOfDistribution, evaluation.Loss, evaluation.LossStandardError, evaluation.Unit, evaluation.Records, trial.TrainingLoss,
        trial.Run.Seconds, trial.Run.Device, trial.Run.Threads, trial.Run.Attempts,
    }));
}
