using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EcgScaling.Study.Running;

namespace EcgScaling.Study.Launching;

/// <summary>
/// Hands a study to SLURM: one array job for each shape of resources, a task for each open trial, and a job that reports when all have ended. A task is warned by USR1 before its
/// limit, writes its checkpoint, ends with 85 and is queued again; one that died is queued again up to three times.
/// </summary>
public static class SlurmScripts
{
    // A worker that dies three times does so for a reason that the fourth start shares.
    private const int Deaths = 3;

    // What a shell says of a process that SIGUSR1 ended.
    private const int WarnedTooEarly = 128 + 10;

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
        var scripts = ImmutableArray.CreateBuilder<SlurmScript>();
        foreach (var (shape, keys) in ResourceShape.OpenTrials(run, options.RuntimeBytes, options.TimeLimit))
        {
            foreach (var chunk in keys.Chunk(options.MaxArraySize))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"trials-{scripts.Count:00}");
                scripts.Add(new SlurmScript(name + ".sbatch", Array(run, command, options, shape, chunk.Length, Path.Combine(FolderOf(run), name + ".txt")), [.. chunk]));
            }
        }

        if (scripts.Count > 0)
        {
            scripts.Add(new SlurmScript("report.sbatch", Report(run, command, options), []));
        }

        return scripts.ToImmutable();
    }

    /// <summary>Writes the scripts into the study's folder, with the lists of their trials and <c>submit.sh</c> that submits them in order.</summary>
    /// <returns>The path of <c>submit.sh</c>.</returns>
    public static string Write(StudyRun run, WorkerCommand command, SlurmOptions? options = null)
    {
        var scripts = For(run, command, options);
        var folder = FolderOf(run);
        Directory.CreateDirectory(run.Folder.LogsPath);
        foreach (var script in scripts)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, script.Name), script.Text);
            if (!script.Keys.IsEmpty)
            {
                AtomicFile.WriteAllText(Path.Combine(folder, Path.ChangeExtension(script.Name, ".txt")), string.Concat(script.Keys.Select(key => key + "\n")));
            }
        }

        var path = Path.Combine(folder, "submit.sh");
        ShellText.WriteScript(path, Submit(scripts));
        return path;
    }

    private static string FolderOf(StudyRun run) => Path.Combine(run.Folder.Path, "slurm");

    private static string Array(StudyRun run, WorkerCommand command, SlurmOptions options, ResourceShape shape, int trials, string list)
    {
        var (nodes, here) = NodesOf(shape, options);
        var tasks = nodes == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"--ntasks-per-node={here} ");
        var text = Header(run, options, "trials", string.Create(CultureInfo.InvariantCulture,
            $"{(shape.Processes == 1 ? string.Empty : $"--nodes={nodes} ")}--ntasks={shape.Processes} {tasks}--cpus-per-task={options.Threads} --mem={here * shape.Gibibytes}G --time={Limit(shape.TimeLimit)}"));
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --array=0-{trials - 1}%{options.Parallel}\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --signal=B:USR1@{(int)options.Warning.TotalSeconds} --requeue --open-mode=append\n");
        if (shape.Device)
        {
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH --gres={Times(options.DeviceResource, here)}\n");
        }

        // The warning reaches this shell alone: it is listened for before anything slow (loading modules) and before there is a worker to hand it to.
        text.Append("worker= warned=\ntrap 'warned=1; [ -z \"$worker\" ] || kill -USR1 $worker 2>/dev/null' USR1\ntrap '[ -z \"$worker\" ] || kill -TERM $worker 2>/dev/null' TERM\n");
        Body(text, options);
        var deaths = ShellText.Quote(Path.Combine(run.Folder.LogsPath, "deaths-"));
        text.Append(CultureInfo.InvariantCulture, $"export OMP_NUM_THREADS={options.Threads} OPENBLAS_NUM_THREADS={options.Threads} MKL_NUM_THREADS={options.Threads}\n");
        text.Append("again() { echo \"$(date) queued again\"; scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"; }\n");
        // Who is warned already starts nothing. In the moment between fork and exec a signal to the worker would be lost.
        text.Append(CultureInfo.InvariantCulture, $"if [ -n \"$warned\" ]; then again; exit {(int)WorkerExit.Requeue}; fi\n");
        // srun hands signals on to every process, and says how the one ended that ended worst. The others notice by themselves when one is lost, and write that down.
        var launch = shape.Processes == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"srun --ntasks={shape.Processes} --cpus-per-task={options.Threads} --kill-on-bad-exit=0 ");
        text.Append(CultureInfo.InvariantCulture, $"{launch}{ShellText.Of(command, WorkerCommand.Verb, run.Folder.Path, WorkerArguments.ListOption, list, WorkerArguments.ThreadsOption, $"{options.Threads}")} &\nworker=$!\n[ -z \"$warned\" ] || {{ sleep 1; kill -USR1 $worker 2>/dev/null; }}\n");
        // A signal ends the shell's waiting, so the worker is waited for until it has gone; asked once more, the shell still knows how it ended.
        text.Append("while kill -0 $worker 2>/dev/null; do wait $worker; done\nwait $worker\ncode=$?\n");
        // A warning ends a worker that does not listen yet: it had done nothing, and that is no death. (SLURM warns up to a minute early, so a short limit can mean at once.)
        text.Append(CultureInfo.InvariantCulture, $"case $code in\n  {(int)WorkerExit.Done}|{(int)WorkerExit.Failed}) ;;\n  {(int)WorkerExit.Requeue}|{WarnedTooEarly}) again ;;\n");
        text.Append(CultureInfo.InvariantCulture, $"  *) deaths={deaths}\"${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}\"\n     echo \"$(date) worker ended with $code\" | tee -a \"$deaths\"\n     [ \"$(wc -l <\"$deaths\")\" -gt {Deaths} ] || again ;;\nesac\nexit $code\n");
        return text.ToString();
    }

    private static string Report(StudyRun run, WorkerCommand command, SlurmOptions options)
    {
        var text = Header(run, options, "report", "--ntasks=1 --cpus-per-task=1 --mem=2G --time=01:00:00");
        Body(text, options);
        text.Append(CultureInfo.InvariantCulture, $"{ShellText.Of(command, "report", "--out", run.Folder.Path)}\n");
        return text.ToString();
    }

    /// <summary>Submits the arrays, then the report behind them. While jobs of an earlier submission are queued it refuses: their tasks are those trials already.</summary>
    private static string Submit(ImmutableArray<SlurmScript> scripts)
    {
        var text = new StringBuilder("#!/bin/bash\nset -euo pipefail\ncd \"$(dirname \"${BASH_SOURCE[0]}\")\"\n");
        text.Append("if [ -s jobs.txt ] && queued=$(squeue -h -o %F -j \"$(paste -sd, jobs.txt)\" 2>/dev/null | sort -u | paste -sd' ') && [ -n \"$queued\" ]; then\n"
            + "  echo \"Jobs of this study are queued already: $queued. Cancel them with 'scancel $queued' first.\" >&2\n  exit 3\nfi\n: >jobs.txt\njobs=\"\"\n");
        foreach (var script in scripts)
        {
            text.Append(CultureInfo.InvariantCulture, $"job=$(sbatch --parsable {(script.Keys.IsEmpty ? "--dependency=afterany$jobs " : string.Empty)}{script.Name})\njob=${{job%%;*}}\n");
            text.Append(CultureInfo.InvariantCulture, $"echo \"$job\" >>jobs.txt\necho \"{script.Name}: job $job{(script.Keys.IsEmpty ? string.Empty : $", {script.Keys.Length} trials")}\"\njobs=\"$jobs:$job\"\n");
        }

        return text.ToString();
    }

    private static StringBuilder Header(StudyRun run, SlurmOptions options, string what, string resources)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --job-name={run.Plan.Spec.Name}-{what} {resources}\n");
        text.Append(CultureInfo.InvariantCulture, $"#SBATCH --output={ShellText.Quote(Path.Combine(run.Folder.LogsPath, what == "report" ? "slurm-%j.out" : "slurm-%A_%a.out"))}\n");
        if (options.Partition is { } partition)
        {
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH --partition={partition}\n");
        }

        options.Lines.Where(IsDirective).ToList().ForEach(line => text.Append(line).Append('\n'));
        return text;
    }

    /// <summary>Nodes, and processes on each; all nodes get the same.</summary>
    private static (int Nodes, int Here) NodesOf(ResourceShape shape, SlurmOptions options)
    {
        var nodes = (shape.Processes + options.ProcessesPerNode - 1) / options.ProcessesPerNode;
        return shape.Processes % nodes == 0
            ? (nodes, shape.Processes / nodes)
            : throw new SpecException(nameof(SlurmOptions), [$"{shape.Processes} processes of a trial cannot be shared evenly by {nodes} nodes; set {nameof(SlurmOptions.ProcessesPerNode)} to a divisor of it (it is {options.ProcessesPerNode})."]);
    }

    // gpu, gpu:1 and gpu:a100:1 end, or do not, with their number for one process.
    private static string Times(string resource, int processes)
    {
        var colon = resource.LastIndexOf(':');
        return colon >= 0 && int.TryParse(resource.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            ? string.Create(CultureInfo.InvariantCulture, $"{resource[..colon]}:{one * processes}")
            : string.Create(CultureInfo.InvariantCulture, $"{resource}:{processes}");
    }

    private static void Body(StringBuilder text, SlurmOptions options) => options.Lines.Where(line => !IsDirective(line)).ToList().ForEach(line => text.Append(line).Append('\n'));

    private static bool IsDirective(string line) => line.StartsWith("#SBATCH", StringComparison.Ordinal);

    private static string Limit(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{(int)limit.TotalHours:00}:{limit.Minutes:00}:{limit.Seconds:00}");
}
