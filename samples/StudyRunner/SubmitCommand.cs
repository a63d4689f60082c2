using System.CommandLine;
using EcgScaling.Study;
using EcgScaling.Study.Launching;

namespace EcgScaling.Samples;

/// <summary>The command line of <c>submit</c>.</summary>
internal static class SubmitCommand
{
    public static Command Create(Option<string> output, Option<int?> threads)
    {
        var engine = new Option<string>("--engine") { Description = "slurm or kubernetes.", DefaultValueFactory = _ => "slurm" };
        engine.AcceptOnlyFromAmong("slurm", "kubernetes");
        var writeOnly = new Option<bool>("--write-only") { Description = "Write the scripts or manifests and submit.sh; do not submit." };
        var program = new Option<string?>("--program") { Description = "How the nodes start this application; default: as this process was started, in an image 'dotnet /app/StudyRunner.dll'." };
        var parallel = new Option<int>("--parallel") { Description = "Trials at once, over each array or job.", DefaultValueFactory = _ => 32 };
        var partition = new Option<string?>("--partition") { Description = "SLURM: the partition." };
        var limit = new Option<TimeSpan>("--time") { Description = "SLURM: the longest time limit of a task, as HH:MM:SS.", DefaultValueFactory = _ => new SlurmOptions().TimeLimit };
        var warning = new Option<TimeSpan>("--warning") { Description = "SLURM: how long before the limit a task writes its checkpoint.", DefaultValueFactory = _ => new SlurmOptions().Warning };
        var most = new Option<int>("--max-array-size") { Description = "SLURM: the cluster's MaxArraySize.", DefaultValueFactory = _ => new SlurmOptions().MaxArraySize };
        var lines = new Option<string[]>("--line") { Description = "SLURM: a line for every script, such as '#SBATCH --account=ecg' or 'module load dotnet'; may be repeated." };
        var image = new Option<string?>("--image") { Description = "Kubernetes: the container image." };
        var claim = new Option<string?>("--volume-claim") { Description = "Kubernetes: the persistent volume claim with the study's folder." };
        var study = new Option<string?>("--study-path") { Description = "Kubernetes: the study's folder as the pods see it." };
        var queue = new Option<string?>("--queue") { Description = "Kubernetes: the Kueue queue." };
        var space = new Option<string?>("--namespace") { Description = "Kubernetes: the namespace." };
        var command = new Command("submit", "Hand the trials that are open to a cluster.")
        {
            output, engine, threads, program, parallel, writeOnly, partition, limit, warning, most, lines, image, claim, study, queue, space,
        };
        command.SetAction((parsed, _) =>
        {
            var run = StudyRun.Open(parsed.GetValue(output)!);
            // The numbers of a trial repeat at the same number of threads: a study goes on with those it began with.
            var each = parsed.GetValue(threads) ?? run.Folder.Threads ?? 1;
            return ClusterVerbs.SubmitAsync(
            run,
            parsed.GetValue(engine)!,
            new SlurmOptions
            {
                Partition = parsed.GetValue(partition),
                TimeLimit = parsed.GetValue(limit),
                Warning = parsed.GetValue(warning),
                Threads = each,
                Parallel = parsed.GetValue(parallel),
                MaxArraySize = parsed.GetValue(most),
                Lines = [.. parsed.GetValue(lines) ?? []],
            },
            parsed.GetValue(image) is { } container && parsed.GetValue(claim) is { } volume
                ? new KubernetesOptions
                {
                    Image = container,
                    VolumeClaim = volume,
                    StudyPath = parsed.GetValue(study),
                    Queue = parsed.GetValue(queue),
                    Namespace = parsed.GetValue(space),
                    Threads = each,
                    Parallel = parsed.GetValue(parallel),
                }
                : null,
            parsed.GetValue(program),
            parsed.GetValue(writeOnly));
        });
        return command;
    }
}
