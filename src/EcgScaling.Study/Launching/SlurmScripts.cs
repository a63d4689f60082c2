using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Launching;

/// <summary>
/// Hands a study to SLURM: one array job for each shape of resources, a task for each open trial, and a job that reports when all have ended. A task is warned by USR1 before its
/// limit, writes its checkpoint, ends with 85 and is queued again.
/// </summary>
public static class SlurmScripts
{
    /// <summary>Makes the scripts for the trials that have no result yet.</summary>
    /// <param name="run">The study; its records must be prepared before the tasks start.</param>
    /// <param name="command">How a worker is started on the cluster's nodes.</param>
    /// <param name="options">How; default: <see cref="SlurmOptions"/>'s.</param>
    /// <returns>The arrays, then the report; empty when nothing is open.</returns>
    /// <exception cref="SpecException">The options are out of range.</exception>
    public static ImmutableArray<SlurmScript> For(StudyRun run, WorkerCommand command, SlurmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(command);
        options ??= new SlurmOptions();
        options.Validate();
        var open = run.Status().Trials.Select((item, index) => (item.Trial, item.Status, Index: index)).Where(item => item.Status.State is not (TrialState.Done or TrialState.Failed)).ToArray();
        var scripts = ImmutableArray.CreateBuilder<SlurmScript>();
        foreach (var shape in open.GroupBy(item => (Gibibytes: Gibibytes(item.Trial, options), Device: IsCuda(item.Trial))).OrderBy(group => group.Key))
        {
            // An index of a task must stay below MaxArraySize, so an array counts from the start of its block of the plan.
            foreach (var block in shape.GroupBy(item => item.Index / options.MaxArraySize))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"trials-{scripts.Count:00}.sbatch");
                scripts.Add(new SlurmScript(name, Array(run, command, options, shape.Key.Gibibytes, shape.Key.Device, block.Key * options.MaxArraySize, [.. block.Select(item => item.Index)]), block.Count()));
            }
        }

        if (scripts.Count > 0)
        {
            scripts.Add(new SlurmScript("report.sbatch", Report(run, command, options), 0));
        }

        return scripts.ToImmutable();
    }

    /// <summary>Writes the scripts into the study's folder, with <c>submit.sh</c> that submits them in order.</summary>
    /// <returns>The path of <c>submit.sh</c>.</returns>
    public static string Write(StudyRun run, WorkerCommand command, SlurmOptions? options = null)
    {
        var scripts = For(run, command, options);
        var folder = Path.Combine(run.Folder.Path, "slurm");
        Directory.CreateDirectory(run.Folder.LogsPath);
        var submit = new StringBuilder("#!/bin/bash\nset -euo pipefail\ncd \"$(dirname \"${BASH_SOURCE[0]}\")\"\njobs=\"\"\n");
        foreach (var script in scripts)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, script.Name), script.Text);
            submit.Append(CultureInfo.InvariantCulture, $"job=$(sbatch --parsable {(script.Trials == 0 ? "--dependency=afterany$jobs " : string.Empty)}{script.Name})\n");
            submit.Append(CultureInfo.InvariantCulture, $"echo \"{script.Name}: job $job{(script.Trials > 0 ? $", {script.Trials} trials" : string.Empty)}\"\njobs=\"$jobs:${{job%%;*}}\"\n");
        }

        var path = Path.Combine(folder, "submit.sh");
        AtomicFile.WriteAllText(path, submit.ToString());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        return path;
    }

    private static string Array(StudyRun run, WorkerCommand command, SlurmOptions options, long gibibytes, bool device, int offset, int[] indices)
    {
        var text = Header(run, options, "trials", string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={options.Threads} --mem={gibibytes}G --time={Limit(options.TimeLimit)}"));
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --array={Ranges(indices.Select(index => index - offset))}%{options.Parallel}\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --signal=B:USR1@{(int)options.Warning.TotalSeconds} --requeue --open-mode=append\n");
        if (device)
        {
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH --gres={options.DeviceResource}\n");
        }

        Body(text, options);
        text.Append(CultureInfo.InvariantCulture, $"export OMP_NUM_THREADS={options.Threads}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Quoted(command, run.Folder.Path)} --index $((SLURM_ARRAY_TASK_ID + {offset})) --threads {options.Threads} &\nworker=$!\n");
        // The signal reaches this shell alone; waiting ends when it does, so the worker is waited for once more.
        text.Append("trap 'kill -USR1 $worker' USR1\nwait $worker\ncode=$?\nif [ $code -gt 128 ]; then wait $worker; code=$?; fi\n");
        text.Append(CultureInfo.InvariantCulture, $"if [ $code -eq {(int)WorkerExit.Requeue} ]; then scontrol requeue ${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}; fi\nexit $code\n");
        return text.ToString();
    }

    private static string Report(StudyRun run, WorkerCommand command, SlurmOptions options)
    {
        var text = Header(run, options, "report", "--cpus-per-task=1 --mem=2G --time=01:00:00");
        Body(text, options);
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(' ', new[] { command.Program }.Concat(command.Arguments).Select(Quote))} report --out {Quote(run.Folder.Path)}\n");
        return text.ToString();
    }

    private static StringBuilder Header(StudyRun run, SlurmOptions options, string what, string resources)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --job-name={run.Plan.Spec.Name}-{what} --ntasks=1 {resources}\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --output={Quote(Path.Combine(run.Folder.LogsPath, what == "report" ? "slurm-%j.out" : "slurm-%A_%a.out"))}\n");
        if (options.Partition is { } partition)
        {
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH --partition={partition}\n");
        }

        options.Lines.Where(IsDirective).ToList().ForEach(line => text.Append(line).Append('\n'));
        return text;
    }

    private static void Body(StringBuilder text, SlurmOptions options) => options.Lines.Where(line => !IsDirective(line)).ToList().ForEach(line => text.Append(line).Append('\n'));

    private static bool IsDirective(string line) => line.StartsWith("#SBATCH", StringComparison.Ordinal);

    private static bool IsCuda(PlannedTrial trial) => trial.Spec.Training.Device.StartsWith("cuda", StringComparison.Ordinal);

    // Powers of two, so that a ladder of sizes needs few arrays.
    private static long Gibibytes(PlannedTrial trial, SlurmOptions options) =>
        (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, Math.Ceiling((trial.MemoryBytes * 1.25 + options.RuntimeBytes) / (1L << 30))));

    private static string Limit(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{(int)limit.TotalHours:00}:{limit.Minutes:00}:{limit.Seconds:00}");

    /// <summary>Ascending numbers as <c>0-3,7,9-10</c>.</summary>
    private static string Ranges(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }

    private static string Quoted(WorkerCommand command, string study) => string.Join(' ', new[] { command.Program }.Concat(command.For(study)).Select(Quote));

    // Single quotes keep everything but single quotes.
    private static string Quote(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_' or '=' or '%' or ':') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
