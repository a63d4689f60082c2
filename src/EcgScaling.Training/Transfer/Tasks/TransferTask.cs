using System.Collections.Immutable;
using EcgScaling.Data;
using EcgScaling.Data.Joining;
using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>Something a pre-trained encoder is tried on: a data set, its division, its labels and the metric. Ready ones are in <see cref="TransferTasks"/>.</summary>
public sealed record TransferTask
{
    /// <summary>The task's name, for example <c>ludb-rhythm</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What is predicted, on what.</summary>
    public required string Description { get; init; }

    /// <summary>What the labels are written in.</summary>
    public LabelVocabulary Vocabulary { get; init; } = LabelVocabulary.Other;

    /// <summary>The labels, in order.</summary>
    /// <value>Default: empty, that is every label of the data with enough positives and negatives.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How exams are divided.</summary>
    /// <value>Default: null, that is cross-validation below 2,000 exams and one hold-out from there on, by patient.</value>
    public TaskSplit? Split { get; init; }

    /// <summary>The metric by which the task is ranked.</summary>
    public TaskMetric Metric { get; init; }

    /// <summary>Labels with fewer positives or fewer negatives among the reported exams are listed and not averaged.</summary>
    /// <value>Default: 5.</value>
    public int MinimumPositives { get; init; } = 5;

    /// <summary>Whether exams with none of the labels are left out, as PTB-XL's published benchmark does for each of its tasks.</summary>
    /// <value>Default: false.</value>
    public bool OnlyLabelled { get; init; }

    /// <summary>Which exams of the data belong to the task.</summary>
    /// <value>Default: null, that is all.</value>
    public Func<Exam, bool>? Belongs { get; init; }

    /// <summary>Opens the data at a path.</summary>
    /// <value>Default: null, that is <see cref="EcgSources.Open"/>.</value>
    public Func<string, IEcgSource>? Opener { get; init; }

    /// <summary>The data when no path is given; only generated data have one.</summary>
    /// <value>Default: null.</value>
    public string? DefaultPath { get; init; }

    /// <summary>Opens the task's data.</summary>
    /// <param name="path">The data set's folder; null takes <see cref="DefaultPath"/>.</param>
    /// <exception cref="EcgDataException">There is no such data.</exception>
    public IEcgSource Open(string? path)
    {
        var place = path ?? DefaultPath ?? throw new EcgDataException(Name, "data", "no path", "the folder of the data set", $"Say where the data lie: {Description}.");
        return Opener is null ? EcgSources.Open(place) : Opener(place);
    }

    /// <summary>Opens the task's data where they lie in several folders, such as CODE-15% and SaMi-Trop for Chagas disease, as one source.</summary>
    /// <param name="paths">The folders; none takes <see cref="DefaultPath"/>. Labels that a folder's data do not have are not known for its exams.</param>
    /// <exception cref="EcgDataException">There is no such data, or they do not go together.</exception>
    public IEcgSource Open(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count <= 1)
        {
            return Open(paths.Count == 0 ? null : paths[0]);
        }

        var sources = new List<IEcgSource>();
        try
        {
            sources.AddRange(paths.Select(Open));
            return new JoinedSource(sources);
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }
    }

    /// <summary>Divides the exams of a source for this task.</summary>
    /// <param name="source">The source; stays the caller's.</param>
    /// <exception cref="EcgDataException">The source has none of the task's labels or exams, or too few.</exception>
    /// <exception cref="SpecException">The division is out of range.</exception>
    public TaskData Prepare(IEcgSource source) => TaskData.Of(this, source);

    /// <summary>Throws, listing every problem, unless the task can be tried.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Name))
        {
            problems.Add("Name is empty; a task is found by it.");
        }

        if (Labels.Distinct(StringComparer.Ordinal).Count() != Labels.Length)
        {
            problems.Add($"Labels are {string.Join(", ", Labels)}; each may occur once.");
        }

        if (MinimumPositives < 1)
        {
            problems.Add($"MinimumPositives is {MinimumPositives}; it is at least 1.");
        }

        SpecException.ThrowIfAny(nameof(TransferTask), problems);
        Split?.Validate();
    }
}
