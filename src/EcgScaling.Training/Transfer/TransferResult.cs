using System.Text.Json.Serialization;
using EcgScaling.Training.Confounds;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer.Domain;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>
/// What a pre-trained encoder is worth on a task. Two losses are kept apart: that of a protocol fitted on the task's own training patients (<see cref="All"/>,
/// <see cref="Seen"/>, <see cref="Unseen"/>), and that of the pre-trained head as it is (<see cref="ZeroShot"/>).
/// </summary>
public sealed record TransferResult
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The protocol's word.</summary>
    public required string Protocol { get; init; }

    /// <summary>The protocol's settings as JSON.</summary>
    public required string ProtocolSettings { get; init; }

    /// <summary>What validation chose on each division.</summary>
    public required IReadOnlyList<string> Chosen { get; init; }

    /// <summary>The encoder's family.</summary>
    public required string Family { get; init; }

    /// <summary>Parameters of the encoder, N.</summary>
    public required long Parameters { get; init; }

    /// <summary>The paradigm of pre-training, or <c>random initialisation</c>.</summary>
    public required string Paradigm { get; init; }

    /// <summary>The data set of pre-training, or empty.</summary>
    public required string PretrainingData { get; init; }

    /// <summary>A hash of the encoder's configuration and weights.</summary>
    public required string EncoderHash { get; init; }

    /// <summary>The task's data set.</summary>
    public required string Data { get; init; }

    /// <summary>A hash of the task's data and their preparation.</summary>
    public required string DataHash { get; init; }

    /// <summary>How the exams were brought to what the encoder eats.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>Where exams and encoder differ in leads, rate, length and unit, and what was done.</summary>
    public required IReadOnlyList<DomainDifference> DomainDifferences { get; init; }

    /// <summary>How the exams were divided.</summary>
    public required string Split { get; init; }

    /// <summary>Reported exams.</summary>
    public required int Records { get; init; }

    /// <summary>Patients among them.</summary>
    public required int Patients { get; init; }

    /// <summary>Exams that a division fits on, the mean over divisions.</summary>
    public required double TrainingRecords { get; init; }

    /// <summary>Each label of the task that the data have.</summary>
    public required IReadOnlyList<TransferLabel> Labels { get; init; }

    /// <summary>Labels that are in no mean, each with the reason; among them those without positives.</summary>
    public required IReadOnlyList<UndefinedLabel> LeftOut { get; init; }

    /// <summary>Every label that counts.</summary>
    public required LabelGroupScore All { get; init; }

    /// <summary>The labels that pre-training knew.</summary>
    public required LabelGroupScore Seen { get; init; }

    /// <summary>The labels of which pre-training knew nothing.</summary>
    public required LabelGroupScore Unseen { get; init; }

    /// <summary>The pre-trained head itself on seen labels; null where there is no head, or none of its labels.</summary>
    public ZeroShotScore? ZeroShot { get; init; }

    /// <summary>The metric by which the task is ranked.</summary>
    public required TaskMetric Metric { get; init; }

    /// <summary>Its value.</summary>
    public required MetricEstimate MetricValue { get; init; }

    /// <summary>How well each label is predicted without looking at the heart; null where that was not asked for, or there are too few patients. What warns stands in <see cref="Warnings"/> too.</summary>
    public ConfoundReport? Confounds { get; init; }

    /// <summary>What a reader should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The out-of-distribution loss: <see cref="LabelGroupScore.Loss"/> of <see cref="All"/>.</summary>
    [JsonIgnore]
    public MetricEstimate OodLoss => All.Loss;

    /// <summary>What was predicted for each reported exam, for comparisons of two encoders on the same exams with <see cref="MetricComparison"/>. Not in JSON, so null in a
    /// result that was read from there.</summary>
    [JsonIgnore]
    public LabelPredictions? Predictions { get; init; }
}
