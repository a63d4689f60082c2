using System.Diagnostics;
using EcgScaling.Study.Launching;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;

namespace EcgScaling.Study.Tests.Launching;

public sealed class SlurmScriptsTests : IDisposable
{
    private static readonly WorkerCommand Command = new() { Program = "dotnet", Arguments = ["/opt/study runner/app.dll"] };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_trials_become_arrays_by_shape_and_a_report_after_them()
    {
        var run = Run(out var plan);
        using (var claim = run.Folder.OpenStore().TryClaim(plan.Trials[1].Key)!)
        {
            claim.Complete(Sample.Result(plan.Trials[1].Key, 1));
        }

        var scripts = SlurmScripts.For(run, Command, new SlurmOptions { Partition = "ecg", Threads = 2, Parallel = 5, Lines = ["module load dotnet", "#SBATCH --account=heart"] });
        Assert.Equal(["trials-00.sbatch", "report.sbatch"], scripts.Select(script => script.Name));
        Assert.Equal(plan.Trials.Where((_, index) => index != 1).Select(trial => trial.Key), scripts[0].Keys);
        var text = scripts[0].Text;
        Assert.StartsWith("#!/bin/bash\n#SBATCH", text, StringComparison.Ordinal);
        Assert.Contains($"#SBATCH --array=0-{plan.Trials.Length - 2}%5\n", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --signal=B:USR1@120 --requeue --open-mode=append\n", text, StringComparison.Ordinal);
        Assert.Contains("--cpus-per-task=2 --mem=2G --time=00:15:00\n", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --partition=ecg\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet '/opt/study runner/app.dll' worker ", text, StringComparison.Ordinal);
        Assert.Contains($"--list {Path.Combine(run.Folder.Path, "slurm", "trials-00.txt")} --threads 2 &", text, StringComparison.Ordinal);
        Assert.True(text.LastIndexOf("#SBATCH", StringComparison.Ordinal) < text.IndexOf("module load dotnet", StringComparison.Ordinal));
        Assert.Contains("report --out ", scripts[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_of_other_memory_device_or_time_get_arrays_of_their_own()
    {
        var plan = StudyPresets.Paper.Resolve(Sample.Catalog("CODE", 2_000_000), new PlanOptions { MemoryBytes = long.MaxValue });
        var scripts = SlurmScripts.For(plan.In(_folder["paper"]), Command, new SlurmOptions { TimeLimit = TimeSpan.FromHours(24) });
        Assert.Equal(plan.Trials.Select(trial => trial.Key).Order(), scripts.SelectMany(script => script.Keys).Order());
        var requests = scripts.SkipLast(1).Select(script => script.Text.Split('\n').First(line => line.Contains("--mem=", StringComparison.Ordinal))).ToArray();
        Assert.Equal(requests.Length, requests.Distinct().Count());
        Assert.InRange(requests.Length, 4, 60);
        Assert.All(scripts.SkipLast(1), script => Assert.Contains("#SBATCH --gres=gpu:1\n", script.Text, StringComparison.Ordinal));
        Assert.Contains(requests, line => line.Contains("--time=24:00:00", StringComparison.Ordinal));
        Assert.Contains(requests, line => line.Contains("--time=00:15:00", StringComparison.Ordinal));
    }

    [Fact]
    public void Trials_of_several_processes_ask_for_their_tasks_and_are_started_by_srun()
    {
        var plan = StudyPresets.Paper.ProcessesAbove(50_000_000, 4).ProcessesAbove(100_000_000, 16).Training(training => training with { Device = "cuda" })
            .Resolve(Sample.Catalog("CODE", 2_000_000), new PlanOptions { MemoryBytes = long.MaxValue });
        var scripts = SlurmScripts.For(plan.In(_folder["paper"]), Command, new SlurmOptions { DeviceResource = "gpu:a100:1", Threads = 2 });
        foreach (var script in scripts.SkipLast(1))
        {
            var processes = Assert.Single(script.Keys.Select(key => plan.Trials.Single(trial => trial.Key == key).Processes).Distinct());
            var (ask, launch) = processes switch
            {
                1 => ("-trials --ntasks=1 --cpus-per-task=2 ", "\ndotnet "),
                4 => ("-trials --nodes=1 --ntasks=4 --cpus-per-task=2 ", "\nsrun --ntasks=4 --cpus-per-task=2 --kill-on-bad-exit=0 dotnet "),
                _ => ("-trials --nodes=2 --ntasks=16 --ntasks-per-node=8 --cpus-per-task=2 ", "\nsrun --ntasks=16 --cpus-per-task=2 --kill-on-bad-exit=0 dotnet "),
            };
            Assert.Contains(ask, script.Text, StringComparison.Ordinal);
            Assert.Contains(launch, script.Text, StringComparison.Ordinal);
            Assert.Contains($"#SBATCH --gres=gpu:a100:{Math.Min(processes, 8)}\n", script.Text, StringComparison.Ordinal);
        }

        Assert.Equal([1, 4, 16], plan.Trials.Select(trial => trial.Processes).Distinct().Order());
        Assert.Throws<SpecException>(() => SlurmScripts.For(plan.In(_folder["uneven"]), Command, new SlurmOptions { ProcessesPerNode = 6 }));
    }

    [Fact]
    public void Arrays_stay_within_the_clusters_limit()
    {
        var run = Run(out var plan);
        var scripts = SlurmScripts.For(run, Command, new SlurmOptions { MaxArraySize = 6 });
        Assert.Equal((plan.Trials.Length + 5) / 6 + 1, scripts.Length);
        Assert.Equal(plan.Trials.Select(trial => trial.Key), scripts.SelectMany(script => script.Keys));
        Assert.Contains("#SBATCH --array=0-5%32\n", scripts[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_study_has_nothing_to_submit()
    {
        var run = Run(out var plan);
        foreach (var trial in plan.Trials)
        {
            using var claim = run.Folder.OpenStore().TryClaim(trial.Key)!;
            claim.Complete(Sample.Result(trial.Key, 1));
        }

        Assert.Empty(SlurmScripts.For(run, Command));
    }

    [Fact]
    public void Scripts_are_written_beside_the_study_with_their_lists_and_are_valid_shell()
    {
        var submit = SlurmScripts.Write(Run(out var plan), Command);
        Assert.EndsWith(Path.Combine("slurm", "submit.sh"), submit, StringComparison.Ordinal);
        var folder = Path.GetDirectoryName(submit)!;
        Assert.Equal(plan.Trials.Select(trial => trial.Key), File.ReadAllLines(Path.Combine(folder, "trials-00.txt")));
        foreach (var script in Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".txt", StringComparison.Ordinal)))
        {
            Assert.Equal(0, Bash(["-n", script], new()).Code);
        }
    }

    [Theory]
    [InlineData("exit 0", 0, false)]
    [InlineData("exit 42", 42, false)]
    [InlineData("exit 85", 85, true)]
    [InlineData("kill -9 $$", 137, true)]
    // Warned, it needs a moment for its checkpoint; the shell must wait for it and see its code.
    [InlineData("trap 'sleep 0.3; exit 85' USR1; kill -USR1 $PPID; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.2; done; exit 1", 85, true)]
    public void What_a_worker_ends_with_decides_whether_its_task_is_queued_again(string worker, int code, bool again)
    {
        // The batch script itself is run, with a worker and an scontrol that are small scripts.
        var program = Script("worker", worker);
        var requeues = _folder["requeues"];
        Script("scontrol", $"echo \"$@\" >>'{requeues}'");
        var submit = SlurmScripts.Write(Run(out _), new WorkerCommand { Program = program });
        var result = Bash([Path.Combine(Path.GetDirectoryName(submit)!, "trials-00.sbatch")], new() { ["SLURM_ARRAY_JOB_ID"] = "7", ["SLURM_ARRAY_TASK_ID"] = "0" });
        Assert.Equal(code, result.Code);
        Assert.Equal(again, File.Exists(requeues));
        if (again)
        {
            Assert.Equal("requeue 7_0", File.ReadAllText(requeues).Trim());
        }
    }

    [Fact]
    public void A_worker_that_dies_again_and_again_is_given_up_after_three_new_starts()
    {
        var requeues = _folder["requeues"];
        Script("scontrol", $"echo \"$@\" >>'{requeues}'");
        var submit = SlurmScripts.Write(Run(out _), new WorkerCommand { Program = Script("worker", "exit 139") });
        for (var start = 0; start < 5; start++)
        {
            Bash([Path.Combine(Path.GetDirectoryName(submit)!, "trials-00.sbatch")], new() { ["SLURM_ARRAY_JOB_ID"] = "7", ["SLURM_ARRAY_TASK_ID"] = "0" });
        }

        Assert.Equal(3, File.ReadAllLines(requeues).Length);
    }

    [Fact]
    public void A_worker_that_its_warning_meets_before_it_listens_is_not_counted_as_dead()
    {
        var requeues = _folder["requeues"];
        Script("scontrol", $"echo \"$@\" >>'{requeues}'");
        var submit = SlurmScripts.Write(Run(out _), new WorkerCommand { Program = Script("worker", "kill -USR1 $$; sleep 5") });
        for (var start = 0; start < 5; start++)
        {
            Assert.Equal(138, Bash([Path.Combine(Path.GetDirectoryName(submit)!, "trials-00.sbatch")], new() { ["SLURM_ARRAY_JOB_ID"] = "7", ["SLURM_ARRAY_TASK_ID"] = "0" }).Code);
        }

        Assert.Equal(5, File.ReadAllLines(requeues).Length);
    }

    [Fact]
    public void A_task_that_is_warned_while_it_loads_modules_starts_no_worker_and_is_queued_again()
    {
        var requeues = _folder["requeues"];
        Script("scontrol", $"echo \"$@\" >>'{requeues}'");
        var options = new SlurmOptions { Lines = ["kill -USR1 $$"] };
        var submit = SlurmScripts.Write(Run(out _), new WorkerCommand { Program = Script("worker", "exit 1") }, options);
        Assert.Equal(85, Bash([Path.Combine(Path.GetDirectoryName(submit)!, "trials-00.sbatch")], new() { ["SLURM_ARRAY_JOB_ID"] = "7", ["SLURM_ARRAY_TASK_ID"] = "0" }).Code);
        Assert.Equal("requeue 7_0", File.ReadAllText(requeues).Trim());
    }

    [Fact]
    public async Task Submitting_passes_the_engines_answer_on_and_explains_a_refusal()
    {
        Script("sbatch", "echo 41");
        var submit = SlurmScripts.Write(Run(out var plan), Command);
        var answer = Bash([submit], []);
        Assert.Equal((0, $"trials-00.sbatch: job 41, {plan.Trials.Length} trials\nreport.sbatch: job 41\n"), (answer.Code, answer.Output));

        // While those jobs are queued a second submission is refused.
        Script("squeue", "echo 41");
        var twice = Bash([submit], []);
        Assert.Equal(3, twice.Code);

        File.WriteAllText(submit, "echo 'sbatch: error: invalid partition' >&2; exit 1");
        var error = await Assert.ThrowsAsync<StudyRunException>(() => Submission.SubmitAsync(submit));
        Assert.Contains("invalid partition", error.Message, StringComparison.Ordinal);
        Assert.Contains(submit, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_that_leaves_no_time_to_work_is_refused()
    {
        var error = Assert.Throws<SpecException>(() => SlurmScripts.For(Run(out _), Command, new SlurmOptions { TimeLimit = TimeSpan.FromMinutes(3) }));
        Assert.Contains("TimeLimit", error.Message, StringComparison.Ordinal);
    }

    private string Script(string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(_folder["bin"]).FullName, name);
        File.WriteAllText(path, $"#!/bin/bash\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private (int Code, string Output) Bash(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var bash = Process.Start(start)!;
        bash.ErrorDataReceived += (_, _) => { };
        bash.BeginErrorReadLine();
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (bash.ExitCode, output);
    }

    private StudyRun Run(out StudyPlan plan)
    {
        plan = StudyPresets.CpuSmoke.Resolve(Sample.Catalog());
        return plan.In(_folder["study"]);
    }
}
