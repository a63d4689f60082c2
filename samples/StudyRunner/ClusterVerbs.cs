using EcgScaling.Study;
using EcgScaling.Study.Launching;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;

namespace EcgScaling.Samples;

/// <summary>The verbs that hand a study to a cluster, and the one that shows that it gave the same numbers.</summary>
internal static class ClusterVerbs
{
    /// <summary>Writes what the engine takes and submits it.</summary>
    public static async Task<int> SubmitAsync(StudyRun run, string engine, SlurmOptions slurm, KubernetesOptions? kubernetes, string? program, bool writeOnly)
    {
        var script = engine switch
        {
            "slurm" => SlurmScripts.Write(run, CommandOf(program), slurm),
            "kubernetes" => KubernetesJobs.Write(run, CommandOf(program ?? "dotnet /app/StudyRunner.dll"), kubernetes ?? throw new ArgumentException("The engine kubernetes needs --image and --volume-claim.")),
            _ => throw new ArgumentException($"There is no engine '{engine}'; there are slurm and kubernetes."),
        };
        if (engine == "slurm")
        {
            // Tasks find the records prepared; two that made them at once would wait for each other.
            run.Prepare();
        }

        Console.WriteLine(writeOnly ? script : await Submission.SubmitAsync(script));
        return 0;
    }

    /// <summary>Compares the numbers of two runs.</summary>
    public static int Compare(string first, string second)
    {
        var comparison = StudyComparison.Of(StudyRun.Open(first).Results(), StudyRun.Open(second).Results());
        foreach (var line in comparison.Different.Select(name => $"differs: {name}").Concat(comparison.OnlyFirst.Select(name => $"only in {first}: {name}")).Concat(comparison.OnlySecond.Select(name => $"only in {second}: {name}")))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{comparison.Equal} trials with equal numbers, {comparison.Different.Length} with different ones, {comparison.OnlyFirst.Length + comparison.OnlySecond.Length} in one folder only");
        return comparison.Same ? 0 : 1;
    }

    /// <summary>Waits until no trial is open any more.</summary>
    public static async Task WaitAsync(StudyRun run, CancellationToken cancellation)
    {
        while (true)
        {
            var progress = run.Status();
            if (progress.Done + progress.Failed == progress.Trials.Length)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(15), cancellation);
        }
    }

    private static WorkerCommand CommandOf(string? program)
    {
        if (program is null)
        {
            return WorkerCommand.ThisApplication();
        }

        var words = program.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new WorkerCommand { Program = words[0], Arguments = [.. words[1..]] };
    }
}
