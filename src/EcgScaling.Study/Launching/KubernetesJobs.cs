using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EcgScaling.Study.Running;

namespace EcgScaling.Study.Launching;

/// <summary>
/// Hands a study to Kubernetes: an Indexed Job for each shape of resources, an index for each open trial, and a job that waits for the trials and reports. What a worker's exit code
/// means stands in each job's pod failure policy: 42 ends the index, 85 and evictions start the pod again without being counted, anything else is tried again up to a limit.
/// </summary>
public static class KubernetesJobs
{
    // Kubernetes' own limit for an Indexed Job with many failed indexes is far above; manifests stay readable and a job's status small.
    private const int MostIndices = 10_000;
    private const int LongestName = 52;

    /// <summary>Makes the manifests for the trials that have no result yet.</summary>
    /// <param name="run">The study; its folder, records prepared, must lie on the volume.</param>
    /// <param name="command">How a worker is started inside the image.</param>
    /// <param name="options">How.</param>
    /// <returns>The trials' jobs, then the report; empty when nothing is open.</returns>
    /// <exception cref="SpecException">The options are out of range.</exception>
    public static ImmutableArray<KubernetesJob> For(StudyRun run, WorkerCommand command, KubernetesOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var study = options.StudyPath ?? $"{options.MountPath.TrimEnd('/')}/{Path.GetFileName(run.Folder.Path)}";
        var jobs = ImmutableArray.CreateBuilder<KubernetesJob>();
        // A pod holds all processes of its trial: the worker starts the others beside it. A pod has no time limit of its own, so shapes differ in memory and device alone.
        foreach (var shape in ResourceShape.OpenTrials(run, options.RuntimeBytes, TimeSpan.FromMinutes(1)))
        {
            foreach (var chunk in shape.Keys.Chunk(MostIndices))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"trials-{jobs.Count:00}");
                var job = JobName(run, name);
                var arguments = command.For(study, WorkerArguments.ListOption, $"{study}/kubernetes/{name}.txt", WorkerArguments.ThreadsOption, $"{options.Threads}");
                jobs.Add(new KubernetesJob(name + ".yaml", job, Manifest(job, options, command.Program, arguments, shape.Shape, chunk.Length), [.. chunk]));
            }
        }

        if (jobs.Count > 0)
        {
            var job = JobName(run, "report");
            jobs.Add(new KubernetesJob("report.yaml", job, Manifest(job, options, command.Program, [.. command.Arguments, "report", "--out", study, "--wait"], new ResourceShape(false, 2, default), 0), []));
        }

        return jobs.ToImmutable();
    }

    /// <summary>Writes the manifests into the study's folder, with the lists of their trials and <c>submit.sh</c> that applies them.</summary>
    /// <returns>The path of <c>submit.sh</c>.</returns>
    public static string Write(StudyRun run, WorkerCommand command, KubernetesOptions options)
    {
        var jobs = For(run, command, options);
        var folder = Path.Combine(run.Folder.Path, "kubernetes");
        var submit = new StringBuilder("#!/bin/bash\nset -euo pipefail\ncd \"$(dirname \"${BASH_SOURCE[0]}\")\"\n");
        foreach (var job in jobs)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, job.Name), job.Text);
            if (!job.Keys.IsEmpty)
            {
                AtomicFile.WriteAllText(Path.Combine(folder, Path.ChangeExtension(job.Name, ".txt")), string.Concat(job.Keys.Select(key => key + "\n")));
            }

            submit.Append(CultureInfo.InvariantCulture, $"kubectl create -f {job.Name}\n");
        }

        var path = Path.Combine(folder, "submit.sh");
        ShellText.WriteScript(path, submit.ToString());
        return path;
    }

    private static string Manifest(string job, KubernetesOptions options, string program, IReadOnlyList<string> arguments, ResourceShape shape, int trials)
    {
        var text = new StringBuilder("apiVersion: batch/v1\nkind: Job\nmetadata:\n");
        text.Append(CultureInfo.InvariantCulture, $"  name: {job}\n");
        if (options.Namespace is { } space)
        {
            text.Append(CultureInfo.InvariantCulture, $"  namespace: {Text(space)}\n");
        }

        text.Append("  labels:\n    app.kubernetes.io/name: ecg-scaling\n");
        if (options.Queue is { } queue)
        {
            text.Append(CultureInfo.InvariantCulture, $"    kueue.x-k8s.io/queue-name: {Text(queue)}\n");
        }

        text.Append("spec:\n");
        if (options.Queue is not null)
        {
            text.Append("  suspend: true\n");
        }

        if (trials > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  completionMode: Indexed\n  completions: {trials}\n  parallelism: {Math.Min(trials, options.Parallel)}\n");
            // Every index may fail: the others go on.
            text.Append(CultureInfo.InvariantCulture, $"  backoffLimitPerIndex: {options.Retries}\n  maxFailedIndexes: {trials}\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"  backoffLimit: {options.Retries}\n");
        }

        text.Append("  podFailurePolicy:\n    rules:\n");
        text.Append("      - action: Ignore\n        onPodConditions:\n          - type: DisruptionTarget\n            status: \"True\"\n");
        text.Append(CultureInfo.InvariantCulture, $"      - action: Ignore\n        onExitCodes:\n          containerName: worker\n          operator: In\n          values: [{(int)WorkerExit.Requeue}]\n");
        if (trials > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - action: FailIndex\n        onExitCodes:\n          containerName: worker\n          operator: In\n          values: [{(int)WorkerExit.Failed}]\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  template:\n    spec:\n      restartPolicy: Never\n      terminationGracePeriodSeconds: {(int)options.Grace.TotalSeconds}\n      containers:\n        - name: worker\n");
        text.Append(CultureInfo.InvariantCulture, $"          image: {Text(options.Image)}\n          command: [{Text(program)}]\n          args: [{string.Join(", ", arguments.Select(Text))}]\n");
        text.Append(CultureInfo.InvariantCulture, $"          env:\n            - name: OMP_NUM_THREADS\n              value: \"{options.Threads}\"\n");
        text.Append(CultureInfo.InvariantCulture, $"          resources:\n            requests:\n              cpu: \"{options.Threads * shape.Processes}\"\n              memory: {shape.Gibibytes * shape.Processes}Gi\n            limits:\n              memory: {shape.Gibibytes * shape.Processes}Gi\n");
        if (shape.Device)
        {
            text.Append(CultureInfo.InvariantCulture, $"              {options.DeviceResource}: {shape.Processes}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"          volumeMounts:\n            - name: studies\n              mountPath: {Text(options.MountPath)}\n");
        text.Append(CultureInfo.InvariantCulture, $"      volumes:\n        - name: studies\n          persistentVolumeClaim:\n            claimName: {Text(options.VolumeClaim)}\n");
        return text.ToString();
    }

    // Pods are named after the job and their index, and a name ends at 63 letters.
    private static string JobName(StudyRun run, string what)
    {
        var study = new string([.. run.Plan.Spec.Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]).Trim('-');
        study = study.Length == 0 ? "study" : study;
        return $"{study[..Math.Min(study.Length, LongestName - what.Length - 1)].TrimEnd('-')}-{what}";
    }

    // YAML's double-quoted scalars are JSON's strings.
    private static string Text(string value) => JsonSerializer.Serialize(value, StudyJson.Options);
}
