using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Planning;

/// <summary>Prints a plan: the trials with parameters, records, steps, compute, memory and predicted time, and the totals.</summary>
public static class PlanTable
{
    /// <summary>The plan as Markdown that is aligned as plain text too.</summary>
    public static string ToTable(this StudyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string[] header = ["#", "family", "arm", "parameters", "records", "seed", "epochs", "steps", "FLOP", "memory", "time", "key"];
        var rows = plan.Trials.Select((trial, index) => new[]
        {
            Number(index), trial.Family, trial.Spec.Arm, trial.Parameters.ToString("N0", CultureInfo.InvariantCulture), trial.Spec.Records.ToString("N0", CultureInfo.InvariantCulture),
            trial.Spec.Training.Seed.ToString(CultureInfo.InvariantCulture), ((double)trial.Steps * trial.Spec.Training.BatchSizeFor(trial.Parameters) / trial.Spec.Records).ToString("0.#", CultureInfo.InvariantCulture),
            trial.Steps.ToString("N0", CultureInfo.InvariantCulture), trial.Flops.ToString("0.00e+0", CultureInfo.InvariantCulture), SizeText.Format(trial.MemoryBytes) + "B",
            Duration(plan.TimeOf(trial)), trial.Key[..8],
        }).ToList();
        var text = new StringBuilder();
        var widths = header.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        Append(text, header, widths);
        Append(text, [.. widths.Select(width => new string('-', width))], widths);
        rows.ForEach(row => Append(text, row, widths));
        text.AppendLine().AppendLine(Summary(plan));
        foreach (var task in plan.Tasks)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"task {task.Spec.Name}: probe fitted on {task.FitRecords:N0}, measured on {task.MeasureRecords:N0} records; seen: {Names(task.Seen)}; unseen: {Names(task.Unseen)}"));
        }

        var branched = plan.Trials.Count(trial => trial.Branch is not null);
        if (branched > 0)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{branched} of {plan.Trials.Length} trials leave the run of another before its learning rate decays; that saves {plan.ReusedFlops:0.00e+0} FLOP, {100 * plan.ReusedFlops / plan.TotalFlops:F0} % of the whole."));
        }

        foreach (var warning in plan.Warnings)
        {
            text.Append("note: ").AppendLine(warning);
        }

        return text.ToString();
    }

    /// <summary>One line: how many trials, of what, and what they cost.</summary>
    public static string Summary(this StudyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (least, most) = (plan.Trials.Min(trial => trial.Parameters), plan.Trials.Max(trial => trial.Parameters));
        return string.Create(CultureInfo.InvariantCulture,
            $"{plan.Trials.Length} trials, {SizeText.Format(least)} to {SizeText.Format(most)} parameters, {plan.Data.TrainingRecords:N0} training and {plan.Data.HeldOutRecords:N0} held-out records of {plan.Data.Name}; {plan.TotalFlops:0.00e+0} FLOP, about {Duration(plan.TotalTime)} on one device ({(plan.Calibrated ? $"as calibrated on {plan.Options.Calibration!.Machine}" : "before calibration")}), {SizeText.Format(plan.DiskBytes)}B on disk.");
    }

    /// <summary>A time span in the two units that matter: <c>3 d 4 h</c>, <c>12 min 5 s</c>, <c>0.8 s</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var culture = CultureInfo.InvariantCulture;
        return time.TotalSeconds switch
        {
            < 10 => time.TotalSeconds.ToString("0.0", culture) + " s",
            < 60 => time.TotalSeconds.ToString("0", culture) + " s",
            < 3600 => string.Create(culture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
            < 86400 => string.Create(culture, $"{(int)time.TotalHours} h {time.Minutes} min"),
            _ => string.Create(culture, $"{(int)time.TotalDays} d {time.Hours} h"),
        };
    }

    private static string Names(ImmutableArray<string> labels) => labels.IsEmpty ? "none" : string.Join(", ", labels);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append("| ");
        // Words to the left, numbers to the right.
        text.AppendJoin(" | ", cells.Select((cell, column) => column is 1 or 2 or 11 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
        text.AppendLine(" |");
    }
}
