using EcgScaling.Study.Launching;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Running;
using YamlDotNet.RepresentationModel;

namespace EcgScaling.Study.Tests.Launching;

/// <summary>No cluster is at hand: the manifests are parsed by a YAML library and compared with what the Job API (batch/v1) asks for.</summary>
public sealed class KubernetesJobsTests : IDisposable
{
    private static readonly WorkerCommand Command = new() { Program = "dotnet", Arguments = ["/app/Study Runner.dll"] };
    private static readonly KubernetesOptions Options = new() { Image = "registry.example.org/ecg:1", VolumeClaim = "studies", Queue = "ecg-queue", Namespace = "cardiology", Threads = 2, Parallel = 5 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_trials_become_an_indexed_job_whose_pods_find_their_trial_in_a_list()
    {
        var submit = KubernetesJobs.Write(Run(out var plan), Command, Options);
        var folder = Path.GetDirectoryName(submit)!;
        Assert.Equal(plan.Trials.Select(trial => trial.Key), File.ReadAllLines(Path.Combine(folder, "trials-00.txt")));
        Assert.Equal(["kubectl create -f trials-00.yaml", "kubectl create -f report.yaml"], File.ReadAllLines(submit).Where(line => line.StartsWith("kubectl", StringComparison.Ordinal)));

        var job = Load(File.ReadAllText(Path.Combine(folder, "trials-00.yaml")));
        Assert.Equal(("batch/v1", "Job"), (Value(job, "apiVersion"), Value(job, "kind")));
        Assert.Equal(("cpu-smoke-trials-00", "cardiology", "ecg-queue"), (Value(job, "metadata", "name"), Value(job, "metadata", "namespace"), Value(job, "metadata", "labels", "kueue.x-k8s.io/queue-name")));
        Assert.Equal(("Indexed", $"{plan.Trials.Length}", "5", "true"), (Value(job, "spec", "completionMode"), Value(job, "spec", "completions"), Value(job, "spec", "parallelism"), Value(job, "spec", "suspend")));
        Assert.Equal(("3", $"{plan.Trials.Length}"), (Value(job, "spec", "backoffLimitPerIndex"), Value(job, "spec", "maxFailedIndexes")));
        // A pod failure policy is taken only with pods that are never restarted in place.
        Assert.Equal("Never", Value(job, "spec", "template", "spec", "restartPolicy"));
        Assert.Equal("120", Value(job, "spec", "template", "spec", "terminationGracePeriodSeconds"));
        var container = Items(job, "spec", "template", "spec", "containers").Single();
        Assert.Equal(["dotnet"], Items(container, "command").Select(item => item.ToString()));
        Assert.Equal(["/app/Study Runner.dll", "worker", "/studies/study", "--list", "/studies/study/kubernetes/trials-00.txt", "--threads", "2"], Items(container, "args").Select(item => item.ToString()));
        Assert.Equal(("2Gi", "2"), (Value(container, "resources", "limits", "memory"), Value(container, "resources", "requests", "cpu")));
        Assert.Equal("studies", Value(Items(job, "spec", "template", "spec", "volumes").Single(), "persistentVolumeClaim", "claimName"));
    }

    [Fact]
    public void Exit_codes_and_evictions_mean_what_they_mean_everywhere()
    {
        var job = Load(KubernetesJobs.For(Run(out _), Command, Options)[0].Text);
        var rules = Items(job, "spec", "podFailurePolicy", "rules").Select(rule => (
            Action: Value(rule, "action"),
            Codes: ((YamlMappingNode)rule).Children.ContainsKey("onExitCodes") ? string.Join(',', Items(rule, "onExitCodes", "values")) : Value(Items(rule, "onPodConditions").Single(), "type"))).ToArray();
        Assert.Equal([("Ignore", "DisruptionTarget"), ("Ignore", "85"), ("FailIndex", "42")], rules);
        foreach (var rule in Items(job, "spec", "podFailurePolicy", "rules").Skip(1))
        {
            Assert.Equal(("worker", "In"), (Value(rule, "onExitCodes", "containerName"), Value(rule, "onExitCodes", "operator")));
        }
    }

    [Fact]
    public void Trials_on_a_device_ask_for_one_and_the_report_waits_for_all()
    {
        var plan = StudyPresets.Paper.Resolve(Sample.Catalog("CODE", 2_000_000), new PlanOptions { MemoryBytes = long.MaxValue });
        var jobs = KubernetesJobs.For(plan.In(_folder["paper"]), Command, Options with { Queue = null });
        Assert.Equal(plan.Trials.Select(trial => trial.Key).Order(), jobs.SelectMany(job => job.Keys).Order());
        Assert.Equal(jobs.Length, jobs.Select(job => job.Job).Distinct().Count());
        foreach (var job in jobs.SkipLast(1).Select(job => Load(job.Text)))
        {
            Assert.Equal("1", Value(Items(job, "spec", "template", "spec", "containers").Single(), "resources", "limits", "nvidia.com/gpu"));
            Assert.False(((YamlMappingNode)job["spec"]).Children.ContainsKey("suspend"));
        }

        var report = Load(jobs[^1].Text);
        Assert.Equal(["/app/Study Runner.dll", "report", "--out", "/studies/paper", "--wait"], Items(Items(report, "spec", "template", "spec", "containers").Single(), "args").Select(item => item.ToString()));
        Assert.False(((YamlMappingNode)report["spec"]).Children.ContainsKey("completionMode"));
    }

    [Fact]
    public void What_Kubernetes_would_refuse_is_refused_here_all_at_once()
    {
        var error = Assert.Throws<SpecException>(() => KubernetesJobs.For(Run(out _), Command, Options with { Image = " ", Namespace = "Heart Lab", Queue = "-q", StudyPath = "relative", Parallel = 0 }));
        foreach (var name in new[] { "Image", "Namespace", "Queue", "StudyPath", "Parallel" })
        {
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    private StudyRun Run(out StudyPlan plan)
    {
        plan = StudyPresets.CpuSmoke.Resolve(Sample.Catalog());
        return plan.In(_folder["study"]);
    }

    private static YamlNode Load(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents.Single().RootNode;
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at[key]);

    private static string Value(YamlNode node, params string[] path) => ((YamlScalarNode)At(node, path)).Value!;

    private static IEnumerable<YamlNode> Items(YamlNode node, params string[] path) => ((YamlSequenceNode)At(node, path)).Children;
}
