using EcgScaling.Training.Evaluation.Challenge;
using EcgScaling.Training.Evaluation.Metrics;

namespace EcgScaling.Samples.EvaluateScores;

/// <summary>All that was measured.</summary>
/// <param name="Scores">The metrics of the scores.</param>
/// <param name="Decisions">The metrics of the decisions; the same report unless decisions were given.</param>
/// <param name="Comparison">Against another model.</param>
/// <param name="Challenge">The challenge score.</param>
internal sealed record Findings(MetricReport Scores, MetricReport Decisions, MetricComparison? Comparison, ChallengeResult? Challenge);
