using System.Text.RegularExpressions;

namespace EcgScaling.Study.Launching;

/// <summary>How a study is handed to Kubernetes.</summary>
public sealed partial record KubernetesOptions
{
    /// <summary>The container image with the application and its native libraries.</summary>
    public required string Image { get; init; }

    /// <summary>The persistent volume claim that holds the study's folder; many pods write to it, so it is ReadWriteMany.</summary>
    public required string VolumeClaim { get; init; }

    /// <summary>Where the pods mount it.</summary>
    /// <value>Default: <c>/studies</c>.</value>
    public string MountPath { get; init; } = "/studies";

    /// <summary>The study's folder as the pods see it.</summary>
    /// <value>Default: the folder's own name below <see cref="MountPath"/>.</value>
    public string? StudyPath { get; init; }

    /// <summary>The namespace.</summary>
    /// <value>Default: none, that is the one of the current context.</value>
    public string? Namespace { get; init; }

    /// <summary>The Kueue queue that admits the jobs by quota; they are then created suspended.</summary>
    /// <value>Default: none.</value>
    public string? Queue { get; init; }

    /// <summary>Trials that may run at once, over each job.</summary>
    /// <value>Default: 32.</value>
    public int Parallel { get; init; } = 32;

    /// <summary>Processors, and threads, of one trial.</summary>
    /// <value>Default: 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>The resource that a trial on a CUDA device asks one of.</summary>
    /// <value>Default: <c>nvidia.com/gpu</c>.</value>
    public string DeviceResource { get; init; } = "nvidia.com/gpu";

    /// <summary>How often a trial's pod may die before the trial is given up; stopping for a checkpoint and evictions are not counted.</summary>
    /// <value>Default: 3.</value>
    public int Retries { get; init; } = 3;

    /// <summary>How long a pod that is asked to stop has for its checkpoint.</summary>
    /// <value>Default: 2 minutes.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Memory beside what the plan counts for a trial: the runtime, libraries, mapped records.</summary>
    /// <value>Default: 1 GiB.</value>
    public long RuntimeBytes { get; init; } = 1L << 30;

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Image))
        {
            problems.Add($"{nameof(Image)} is missing; give the image that holds the application, for example registry.example.org/ecg/study:1.");
        }

        foreach (var (name, value) in new[] { (nameof(VolumeClaim), VolumeClaim), (nameof(Namespace), Namespace), (nameof(Queue), Queue) })
        {
            if (value is not null && !Label().IsMatch(value))
            {
                problems.Add($"{name} is '{value}'; Kubernetes takes lower-case letters, digits and dashes, 63 at most.");
            }
        }

        if (!MountPath.StartsWith('/') || StudyPath?.StartsWith('/') == false)
        {
            problems.Add($"{nameof(MountPath)} is '{MountPath}' and {nameof(StudyPath)} '{StudyPath}'; both are paths inside the pods and start with '/'.");
        }

        if (Parallel < 1 || Threads < 1 || Retries < 0)
        {
            problems.Add($"{nameof(Parallel)} is {Parallel}, {nameof(Threads)} {Threads} and {nameof(Retries)} {Retries}; the first two are at least 1, the third at least 0.");
        }

        if (Grace < TimeSpan.FromSeconds(1))
        {
            problems.Add($"{nameof(Grace)} is {Grace}; it is at least a second.");
        }

        SpecException.ThrowIfAny(nameof(KubernetesOptions), problems);
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();
}
