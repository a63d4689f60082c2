using System.Globalization;
using EcgScaling.Study.Indexing;
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

    /// <summary>What a calibration on this folder's machine measured.</summary>
    public string CalibrationPath => System.IO.Path.Combine(Path, "calibration.json");

    /// <summary>The folder of the records that the study makes or prepares.</summary>
    public string DataPath => System.IO.Path.Combine(Path, "data");

    /// <summary>The folder of the trials.</summary>
    public string TrialsPath => System.IO.Path.Combine(Path, "trials");

    /// <summary>The folder of what workers log.</summary>
    public string LogsPath => System.IO.Path.Combine(Path, "logs");

    /// <summary>The folder of tables, fits and report.</summary>
    public string ReportPath => System.IO.Path.Combine(Path, "report");

    /// <summary>The file that names the study's index; there is none where the study keeps no index.</summary>
    public string IndexPath => System.IO.Path.Combine(Path, "index.json");

    /// <summary>The index that the study keeps, or null.</summary>
    /// <exception cref="EcgDataException">The file that names it cannot be read.</exception>
    public IndexSettings? UsedIndex => File.Exists(IndexPath) ? StudyJson.ReadFile<IndexSettings>(IndexPath) : null;

    /// <summary>Opens the store of the trials, with the study's index where it keeps one.</summary>
    /// <exception cref="SpecException">The index is of a kind that the application does not know.</exception>
    public TrialStore OpenStore(LeaseOptions? lease = null) => TrialStore.Open(TrialsPath, lease, index: OpenIndex());

    /// <summary>Keeps an index from now on, or none any more; workers that are running notice when they start anew.</summary>
    /// <param name="settings">Which; null for none.</param>
    /// <exception cref="SpecException">The index is of a kind that the application does not know, or its settings cannot work.</exception>
    /// <exception cref="TrialIndexException">The database cannot be reached.</exception>
    public void UseIndex(IndexSettings? settings)
    {
        if (settings is null)
        {
            File.Delete(IndexPath);
            return;
        }

        // Opened before it is written down: what cannot work is told to who asked for it, not to every worker.
        TrialIndexes.Open(settings, this).ReadAll();
        AtomicFile.WriteAllText(IndexPath, StudyJson.Write(settings));
    }

    /// <summary>
    /// Writes study and plan. Trials that are there already, finished or not, stay as they are; the folder of a new one is made by the worker that claims it, so planning ten thousand trials
    /// writes two files.
    /// </summary>
    /// <exception cref="EcgDataException">The folder holds another study, or cannot be written.</exception>
    public void Save(StudyPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (NameOfStudyHere() is { } name && name != plan.Spec.Name)
        {
            throw new EcgDataException(SpecPath, "name", $"the study '{name}'", $"the study '{plan.Spec.Name}', or an empty folder",
                "A folder holds one study, which may be planned again and extended: choose another folder, or give the study that name.");
        }

        try
        {
            AtomicFile.WriteAllText(SpecPath, plan.Spec.ToJson());
            AtomicFile.WriteAllText(PlanPath, StudyJson.Write(plan));
            Directory.CreateDirectory(TrialsPath);
        }
        catch (Exception error) when (StorageTrouble.Of(error) is { } trouble)
        {
            throw new EcgDataException(Path, string.Empty, trouble, "a folder that can be written", "Choose another folder, or make room or give write permission there.", error);
        }
    }

    /// <summary>Threads of each trial of this study; null before it has run. The numbers of a trial repeat to the last bit at the same number of threads only.</summary>
    /// <exception cref="EcgDataException">The file is there but holds no number.</exception>
    public int? Threads => TrialFolder.ReadText(ThreadsPath) is not { } text ? null
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0 ? threads
        : throw new EcgDataException(ThreadsPath, string.Empty, $"'{text.Trim()}'", "the number of threads of a trial", "Write the number that the study's finished trials ran with (threads in their result.json), or delete the file.");

    private string ThreadsPath => System.IO.Path.Combine(Path, "threads.txt");

    internal void KeepThreads(int threads)
    {
        if (Threads is null)
        {
            AtomicFile.WriteAllText(ThreadsPath, threads.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }

    private string? NameOfStudyHere()
    {
        try
        {
            return TrialFolder.ReadText(SpecPath) is { } text ? (string?)System.Text.Json.Nodes.JsonNode.Parse(text)?["name"] : null;
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private ITrialIndex? OpenIndex()
    {
        try
        {
            return UsedIndex is { } settings ? TrialIndexes.Open(settings, this) : null;
        }
        catch (TrialIndexException)
        {
            // A database that is down must not keep trials from running: their folders are the truth.
            return null;
        }
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="EcgDataException">There is no plan, or it cannot be read.</exception>
    public StudyPlan LoadPlan() => File.Exists(PlanPath)
        ? StudyJson.ReadFile<StudyPlan>(PlanPath)
        : throw new EcgDataException(PlanPath, string.Empty, "no such file", "the plan of a study", "Plan the study into this folder first.");
}
