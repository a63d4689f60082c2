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
    public void Open_trials_become_arrays_by_memory_and_a_report_after_them()
    {
        var run = Run(out var plan);
        using (var claim = run.Folder.OpenStore().TryClaim(plan.Trials[1].Key)!)
        {
            claim.Complete(Sample.Result(plan.Trials[1].Key, 1));
        }

        var scripts = SlurmScripts.For(run, Command, new SlurmOptions { Partition = "ecg", Threads = 2, Parallel = 5, Lines = ["module load dotnet", "#SBATCH --account=heart"] });
        Assert.Equal(["trials-00.sbatch", "report.sbatch"], scripts.Select(script => script.Name));
        Assert.Equal(plan.Trials.Length - 1, scripts[0].Trials);
        var text = scripts[0].Text;
        Assert.StartsWith("#!/bin/bash\n#SBATCH", text, StringComparison.Ordinal);
        Assert.Contains($"#SBATCH --array=0,2-{plan.Trials.Length - 1}%5\n", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --signal=B:USR1@120 --requeue --open-mode=append\n", text, StringComparison.Ordinal);
        Assert.Contains("--cpus-per-task=2 --mem=2G --time=04:00:00\n", text, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --partition=ecg\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet '/opt/study runner/app.dll' worker ", text, StringComparison.Ordinal);
        Assert.Contains("if [ $code -eq 85 ]; then scontrol requeue", text, StringComparison.Ordinal);
        Assert.True(text.LastIndexOf("#SBATCH", StringComparison.Ordinal) < text.IndexOf("module load dotnet", StringComparison.Ordinal));
        Assert.Contains("report --out ", scripts[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_stay_below_the_clusters_limit_and_count_on_from_their_block()
    {
        var run = Run(out var plan);
        var scripts = SlurmScripts.For(run, Command, new SlurmOptions { MaxArraySize = 6 });
        Assert.Equal((plan.Trials.Length + 5) / 6 + 1, scripts.Length);
        Assert.Equal(plan.Trials.Length, scripts.Sum(script => script.Trials));
        Assert.Contains("#SBATCH --array=0-5%32\n", scripts[1].Text, StringComparison.Ordinal);
        Assert.Contains("--index $((SLURM_ARRAY_TASK_ID + 6))", scripts[1].Text, StringComparison.Ordinal);
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
    public void Scripts_are_written_beside_the_study_and_are_valid_shell()
    {
        var submit = SlurmScripts.Write(Run(out _), Command);
        Assert.EndsWith(Path.Combine("slurm", "submit.sh"), submit, StringComparison.Ordinal);
        foreach (var script in Directory.EnumerateFiles(Path.GetDirectoryName(submit)!))
        {
            using var bash = System.Diagnostics.Process.Start("bash", ["-n", script]);
            bash.WaitForExit();
            Assert.Equal(0, bash.ExitCode);
        }
    }

    [Fact]
    public void A_warning_that_leaves_no_time_to_work_is_refused()
    {
        var error = Assert.Throws<SpecException>(() => SlurmScripts.For(Run(out _), Command, new SlurmOptions { TimeLimit = TimeSpan.FromMinutes(3) }));
        Assert.Contains("TimeLimit", error.Message, StringComparison.Ordinal);
    }

    private StudyRun Run(out StudyPlan plan)
    {
        plan = StudyPresets.CpuSmoke.Resolve(Sample.Catalog());
        return plan.In(_folder["study"]);
    }
}
