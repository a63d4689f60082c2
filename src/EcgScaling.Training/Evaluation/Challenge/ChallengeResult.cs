using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Challenge;

/// <summary>The challenge score of a model's decisions.</summary>
public sealed record ChallengeResult
{
    /// <summary>(observed - inactive) / (correct - inactive): 1 for the true labels, 0 for always deciding sinus rhythm; may be negative.</summary>
    public required MetricEstimate Score { get; init; }

    /// <summary>The summed reward of the decisions.</summary>
    public required double Observed { get; init; }

    /// <summary>The summed reward of the true labels.</summary>
    public required double Correct { get; init; }

    /// <summary>The summed reward of deciding sinus rhythm for every record.</summary>
    public required double Inactive { get; init; }

    /// <summary>Records scored.</summary>
    public required int Records { get; init; }

    /// <summary>The classes scored, in the order of the challenge.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Classes of the challenge that the predictions have no label for: they are neither expected nor decided.</summary>
    public required IReadOnlyList<string> MissingClasses { get; init; }

    /// <summary>Labels of the predictions that the challenge does not score.</summary>
    public required IReadOnlyList<string> UnscoredLabels { get; init; }
}
