using System.Collections.Immutable;

namespace EcgScaling.Study.Answering;

/// <summary>A claim of the study followed, with what these data say about it.</summary>
public sealed record Claim
{
    /// <summary>A short word for it, for tables and files.</summary>
    public required string Id { get; init; }

    /// <summary>The claim.</summary>
    public required string Statement { get; init; }

    /// <summary>What the abstract of arXiv 2605.17276 gives.</summary>
    public required string Paper { get; init; }

    /// <summary>How it is made a number here.</summary>
    public required string Reading { get; init; }

    /// <summary>Whether every finding must speak for it, or some and none against it.</summary>
    public required ClaimRule Rule { get; init; }

    /// <summary>The numbers.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>What the findings say together.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Summary { get; init; }
}
