using System.Globalization;
using EcgScaling.Data;
using EcgScaling.Data.Cinc;
using EcgScaling.Data.Code;
using EcgScaling.Data.PtbXl;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>The ready tasks by name. A task of your own needs no entry here: make a <see cref="TransferTask"/>.</summary>
public static class TransferTasks
{
    private const ulong SyntheticSeed = 1000;
    private static readonly string[] LudbRhythms =
        ["Sinus rhythm", "Sinus tachycardia", "Sinus bradycardia", "Sinus arrhythmia", "Irregular sinus rhythm", "Atrial fibrillation", "Atrial flutter, typical"];

    /// <summary>Every ready task.</summary>
    public static IReadOnlyList<TransferTask> All { get; } =
    [
        .. PtbXl(),
        new()
        {
            Name = "ptbxl-cinc", Description = "the 27 classes of CinC 2020 on the standardised PTB-XL subset (ptbxl_z_*.h5)", Vocabulary = LabelVocabulary.Cinc,
        },
        .. Cinc(),
        new() { Name = "sph", Description = "AHA statements on the Shandong Provincial Hospital data set", Vocabulary = LabelVocabulary.Aha },
        new()
        {
            Name = "ludb-rhythm", Description = "the rhythms of the Lobachevsky University database (ludb.csv with data/)", Vocabulary = LabelVocabulary.Ludb, Labels = [.. LudbRhythms],
        },
        new() { Name = "ludb-all", Description = "every frequent statement of the Lobachevsky University database", Vocabulary = LabelVocabulary.Ludb },
        new()
        {
            Name = "chagas", Description = "Chagas disease on exams that say so: the folders of CODE-15% with its labels and of SaMi-Trop, whose patients all have it", Labels = ["chagas"], Metric = TaskMetric.MacroAuroc,
        },
        new()
        {
            Name = "samitrop", Description = "normal ECG and death during follow-up on SaMi-Trop, whose patients all have Chagas disease", Labels = ["normal_ecg", "death"],
        },
        new()
        {
            Name = "code-test", Description = "the gold standard of CODE-test, 827 exams", Vocabulary = LabelVocabulary.Code, Labels = [.. CodeLabels.All], Metric = TaskMetric.MacroF1,
        },
        new()
        {
            Name = "mimic-icd", Description = "discharge diagnoses (ICD-10-CM) of MIMIC-IV-ECG with MIMIC-IV-ECG-ICD; folds 0 to 17 fit, 18 choose, 19 reported", Vocabulary = LabelVocabulary.Icd10,
            MinimumPositives = 20, Split = TaskSplit.Published([.. Enumerable.Range(0, 18).Select(Number)], ["18"], ["19"]),
        },
        new()
        {
            Name = "echonext", Description = "echocardiographic findings of EchoNext by its published parts", Split = TaskSplit.Published(["train"], ["val"], ["test"]),
        },
        .. Synthetic(),
    ];

    /// <summary>Finds a task.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists them.</exception>
    public static TransferTask Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return All.FirstOrDefault(task => string.Equals(task.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no task '{name}'; there are {string.Join(", ", All.Select(task => task.Name))}.", nameof(name));
    }

    private static IEnumerable<TransferTask> PtbXl() =>
        from task in Enum.GetValues<PtbXlTask>()
        let name = task.ToString().ToLowerInvariant()
        select new TransferTask
        {
            Name = $"ptbxl-{name}",
            Description = $"PTB-XL as published, {(task == PtbXlTask.All ? "all statements" : $"{name} statements")}; folds 1 to 8 fit, 9 choose, 10 reported",
            Vocabulary = task switch { PtbXlTask.Superclass => LabelVocabulary.Superclass, PtbXlTask.Subclass => LabelVocabulary.Subclass, _ => LabelVocabulary.Scp },
            Split = TaskSplit.Published([.. Enumerable.Range(1, 8).Select(Number)], ["9"], ["10"]),
            OnlyLabelled = true,
            MinimumPositives = 1,
            Opener = path => PtbXlSource.IsHere(path) ? PtbXlSource.Open(path, task) : throw new EcgDataException(
                path, string.Empty, PtbXlStandardisedSource.IsHere(path) ? "the standardised subset, whose labels are those of CinC" : "no PTB-XL",
                "ptbxl_database.csv, scp_statements.csv and records500/ or records100/", PtbXlStandardisedSource.IsHere(path) ? "Use the task ptbxl-cinc." : "Check the path."),
        };

    private static IEnumerable<TransferTask> Cinc()
    {
        yield return Of("cinc2021", "the 26 scored classes on all records of PhysioNet/CinC 2021 that are there", null);
        yield return Of("cpsc2018", "the scored classes on CPSC2018 (A*)", CincParts.Cpsc2018);
        yield return Of("georgia", "the scored classes on Georgia (E*)", CincParts.Georgia);
        yield return Of("chapman", "the scored classes on Chapman-Shaoxing (JS00001 to JS10646)", CincParts.ChapmanShaoxing);
        yield return Of("ningbo", "the scored classes on Ningbo (JS10647 to JS45551)", CincParts.Ningbo);

        static TransferTask Of(string name, string description, string? part) => new()
        {
            Name = name,
            Description = description,
            Vocabulary = LabelVocabulary.Cinc,
            Labels = [.. CincClasses.Names],
            Metric = TaskMetric.ChallengeScore,
            Belongs = part is null ? null : exam => exam.Site == part,
            Opener = path => EcgSources.Open(path, "cinc"),
        };
    }

    private static IEnumerable<TransferTask> Synthetic() => SyntheticSite.All.Select((site, place) => new TransferTask
    {
        Name = $"synthetic-{(char)('a' + place)}",
        Description = $"generated exams of the site {site.Name}; other patients than those of small seeds",
        Vocabulary = LabelVocabulary.Synthetic,
        Labels = [.. SyntheticLabels.All],
        DefaultPath = FormattableString.Invariant($"synthetic:{site.Name}:2000:{SyntheticSeed + (ulong)place}"),
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
