using System.Collections.Immutable;
using EcgScaling.Figures.Notebooks;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Answering;
using EcgScaling.Study.Reporting;

namespace EcgScaling.Study.Results;

/// <summary>What the results say: a law for each way of the design and each group, and the efficiencies between groups. Made by <see cref="StudyAnalyser"/>.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed record StudyAnalysis : INotebookReport
{
    private readonly Lazy<StudyAnswers> _answers;
    private readonly Lazy<ImmutableArray<EfficiencyEstimate>> _efficiencies;

    /// <summary>Begins an analysis; <see cref="StudyAnalyser"/> fills it.</summary>
    public StudyAnalysis() => (_answers, _efficiencies) = (new(() => StudyAnswers.Of(Results!)), new(() => EfficiencyComparison.Compare(Results!)));

    /// <summary>What they say about the claims of the study followed, computed when first asked for.</summary>
    public StudyAnswers Answers => _answers.Value;

    /// <summary>The measurements it rests on.</summary>
    public required StudyResults Results { get; init; }

    /// <summary>The laws, fitted or not.</summary>
    public required ImmutableArray<FittedLaw> Laws { get; init; }

    /// <summary>The efficiencies, resolved or not, computed when first asked for.</summary>
    public ImmutableArray<EfficiencyEstimate> Efficiencies => _efficiencies.Value;

    /// <summary>What a reader must know about the study as a whole.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    HtmlReport INotebookReport.ToReport() => StudyReport.Of(this);

    /// <summary>Analyses are equal when they rest on the same results.</summary>
    public bool Equals(StudyAnalysis? other) => other is not null && ReferenceEquals(Results, other.Results) && Laws.SequenceEqual(other.Laws);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Results.Trials.Length, Laws.Length);
}
