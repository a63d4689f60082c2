using EcgScaling.Data.Leads;

namespace EcgScaling.Data.Code;

/// <summary>How CODE-layout shards are read.</summary>
public sealed record CodeShardOptions
{
    /// <summary>Stored value times this gives millivolts.</summary>
    /// <value>Default: 0.5, because CODE-15% and SaMi-Trop were written with twice the millivolts; a shards.json beside the shards overrides it.</value>
    public double UnitScale { get; init; } = 0.5;

    /// <summary>The sample rate.</summary>
    /// <value>Default: 400 Hz; a shards.json overrides it.</value>
    public SampleRate Rate { get; init; } = SampleRate.Code;

    /// <summary>The leads, in the order of the last dimension.</summary>
    /// <value>Default: the standard twelve; a shards.json overrides it.</value>
    public LeadSet Leads { get; init; } = LeadSet.Twelve;

    /// <summary>The columns of the table that are labels.</summary>
    /// <value>Default: null, the six CODE labels that are there, or those of a shards.json.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The table's file name.</summary>
    /// <value>Default: <c>exams.csv</c>.</value>
    public string Table { get; init; } = "exams.csv";

    /// <summary>A table with the columns <c>exam_id</c> and <c>chagas</c>, joined as the last label where it lies beside the shards; empty never joins one.</summary>
    /// <value>Default: <c>code15_chagas_labels.csv</c>.</value>
    public string ChagasTable { get; init; } = "code15_chagas_labels.csv";

    /// <summary>What is made of the order of the leads, which the layout does not name.</summary>
    /// <value>Default: a proven other order is put right and reported; otherwise <see cref="Leads"/> is taken.</value>
    public LeadOrderPolicy LeadOrder { get; init; }

    /// <summary>The data set's name.</summary>
    /// <value>Default: null, that of a shards.json, or the folder's.</value>
    public string? Name { get; init; }

    /// <summary>The dataset with the tracings.</summary>
    /// <value>Default: <c>tracings</c>.</value>
    public string TracingsDataset { get; init; } = "tracings";

    /// <summary>Whether opening looks into each tracing and quarantines those that are all zero. It reads a few bytes of each.</summary>
    /// <value>Default: true.</value>
    public bool FindEmptyTracings { get; init; } = true;

    /// <summary>Whether the first unusable exam throws instead of going to the quarantine report.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }

    /// <summary>Labels that all exams share and no table says.</summary>
    internal IReadOnlyDictionary<string, float> SharedLabels { get; init; } = new Dictionary<string, float>();
}
