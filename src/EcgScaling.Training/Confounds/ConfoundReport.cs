using System.Collections.Immutable;
using EcgScaling.Training.Evaluation.Metrics;

namespace EcgScaling.Training.Confounds;

/// <summary>What trivial features predict.</summary>
public sealed record ConfoundReport
{
    /// <summary>The features looked at.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>Every label that could be judged.</summary>
    public required ImmutableArray<ConfoundFinding> Findings { get; init; }

    /// <summary>Labels that could not be judged, with the reason.</summary>
    public required ImmutableArray<UndefinedLabel> NotJudged { get; init; }

    /// <summary>One sentence for each label that warns.</summary>
    public ImmutableArray<string> Warnings => [.. Findings.Where(finding => finding.Warns).Select(finding =>
        $"{finding}. A model can score on this label without looking at the heart; compare records of like {finding.StrongestFeature}, or remove the difference before training.")];
}
