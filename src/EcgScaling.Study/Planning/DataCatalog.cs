using System.Collections.Immutable;

namespace EcgScaling.Study.Planning;

/// <summary>What a plan has to know of the data: how much there is, how it divides, and its hash.</summary>
public sealed record DataCatalog
{
    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>The hash of the data, or of what stands for them: 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Usable records.</summary>
    public required long Records { get; init; }

    /// <summary>Their patients.</summary>
    public required long Patients { get; init; }

    /// <summary>Records of the patients that are trained on; the data axis ends here.</summary>
    public required long TrainingRecords { get; init; }

    /// <summary>Records of the patients that are held out for the reported loss.</summary>
    public required long HeldOutRecords { get; init; }

    /// <summary>The names of the labels.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What the models eat: the shape of the recordings after the study's preprocessing.</summary>
    public EcgSpec Input { get; init; } = new();

    /// <summary>The size of all prepared tracings in memory, in bytes.</summary>
    public long PreparedBytes { get; init; }

    /// <summary>What a user should know about the data.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Whether the data are only declared: the plan can be looked at, not run.</summary>
    public bool Declared { get; init; }
}
