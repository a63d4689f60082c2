using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study;

/// <summary>Where a study lies on disk.</summary>
/// <remarks><c>study.json</c> what was asked for; <c>plan.json</c> what it resolved to; <c>data/</c> its records; <c>trials/</c> one folder each; <c>report/</c> the answers.</remarks>
public sealed class StudyFolder
{
    /// <summary>Names a folder; nothing is read or written.</summary>
    public StudyFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The study as it was asked for.</summary>
    public string SpecPath => System.IO.Path.Combine(Path, "study.json");

    /// <summary>The plan.</summary>
    public string PlanPath => System.IO.Path.Combine(Path, "plan.json");

    /// <summary>The folder of the records that the study makes or prepares.</summary>
    public string DataPath => System.IO.Path.Combine(Path, "data");

    /// <summary>The folder of the trials.</summary>
    public string TrialsPath => System.IO.Path.Combine(Path, "trials");

    /// <summary>The folder of what workers log.</summary>
    public string LogsPath => System.IO.Path.Combine(Path, "logs");

    /// <summary>The folder of tables, fits and report.</summary>
    public string ReportPath => System.IO.Path.Combine(Path, "report");

    /// <summary>Opens the store of the trials.</summary>
    public TrialStore OpenStore(LeaseOptions? lease = null) => TrialStore.Open(TrialsPath, lease);

    /// <summary>Writes study and plan, and puts the trials into the store. Trials that are there already, finished or not, stay as they are.</summary>
    public void Save(StudyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        AtomicFile.WriteAllText(SpecPath, plan.Spec.ToJson());
        AtomicFile.WriteAllText(PlanPath, StudyJson.Write(plan));
        var store = OpenStore();
        foreach (var trial in plan.Trials)
        {
            store.Add(trial.Key, StudyJson.Node(trial.Spec)!);
        }
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="EcgDataException">There is no plan, or it cannot be read.</exception>
    public StudyPlan LoadPlan() => File.Exists(PlanPath)
        ? StudyJson.ReadFile<StudyPlan>(PlanPath)
        : throw new EcgDataException(PlanPath, string.Empty, "no such file", "the plan of a study", "Plan the study into this folder first.");
}
