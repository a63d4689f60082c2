using System.Collections.Immutable;
using EcgScaling.Study.Answering;

namespace EcgScaling.Study.Results;

/// <summary>What the results say: a law for each way of the design and each group, and the efficiencies between groups. Made by <see cref="StudyAnalyser"/>.</summary>
public sealed record StudyAnalysis
{
    private readonly Lazy<StudyAnswers> _answers;

    /// <summary>Begins an analysis; <see cref="StudyAnalyser"/> fills it.</summary>
    public StudyAnalysis() => _answers = new(() => StudyAnswers.Of(Results!));

    /// <summary>What they say about the claims of the study followed, computed when first asked for.</summary>
    public StudyAnswers Answers => _answers.Value;

    /// <summary>The measurements it rests on.</summary>
    public required StudyResults Results { get; init; }

    /// <summary>The laws, fitted or not.</summary>
    public required ImmutableArray<FittedLaw> Laws { get; init; }

    /// <summary>The efficiencies, resolved or not.</summary>
    public required ImmutableArray<EfficiencyEstimate> Efficiencies { get; init; }

    /// <summary>What a reader must know about the study as a whole.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
