using System.Text.Json.Serialization;
using EcgScaling.Training.Evaluation;

namespace EcgScaling.Training;

/// <summary>One line of <c>metrics.jsonl</c>: training values every few steps, and one line per evaluation.</summary>
public sealed record MetricsLine
{
    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Records seen.</summary>
    public required long Records { get; init; }

    /// <summary>Passes over the training records.</summary>
    public required double Epoch { get; init; }

    /// <summary>Mean training loss since the last line that had one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Loss { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LearningRate { get; init; }

    /// <summary>Norm of the last step's gradient before clipping.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? GradientNorm { get; init; }

    /// <summary>Records per second since the run was started or resumed, evaluations left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RecordsPerSecond { get; init; }

    /// <summary>Held-out loss.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HeldOutLoss { get; init; }

    /// <summary>All held-out scores.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvaluationResult? HeldOut { get; init; }

    /// <summary>Where the run diverged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingDivergence? Divergence { get; init; }
}
