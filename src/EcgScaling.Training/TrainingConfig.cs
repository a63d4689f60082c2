using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Optimisation;

namespace EcgScaling.Training;

/// <summary>Everything about a training run that is not the network, the paradigm or the data. All values have defaults; docs/training.md gives their sources.</summary>
public sealed record TrainingConfig
{
    /// <summary>How long to train.</summary>
    /// <value>Default: 10 epochs.</value>
    public Duration Duration { get; init; } = Duration.Epochs(10);

    /// <summary>Records per step, over all micro-batches and processes.</summary>
    /// <value>Default: 64 (Ribeiro et al. 2020).</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>The rule by which the batch follows the size of the model; <see cref="BatchSize"/> is then that of the reference size.</summary>
    /// <value>Default: none, the same batch at every size. Not written to JSON at its default.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BatchSizeConfig? Batch { get; init; }

    /// <summary>Records per forward and backward pass; gradients are added up until <see cref="BatchSize"/> is reached. Lower it when memory is short.</summary>
    /// <value>Default: none, that is the whole batch.</value>
    public int? MicroBatchSize { get; init; }

    /// <summary>The update rule.</summary>
    public OptimizerConfig Optimizer { get; init; } = new();

    /// <summary>The peak learning rate.</summary>
    public LearningRateConfig LearningRate { get; init; } = new();

    /// <summary>Its course.</summary>
    public ScheduleConfig Schedule { get; init; } = new();

    /// <summary>The norm to which a larger gradient, over all parameters together, is cut; null leaves gradients alone.</summary>
    /// <value>Default: 1.</value>
    public double? ClipNorm { get; init; } = 1;

    /// <summary>Decay of an exponential moving average of the weights, which is then what is evaluated; null keeps none.</summary>
    /// <value>Default: none.</value>
    public double? EmaDecay { get; init; }

    /// <summary>When the held-out loss is measured.</summary>
    public EvaluationPlan Evaluation { get; init; } = new();

    /// <summary>When checkpoints are written.</summary>
    public CheckpointPlan Checkpoints { get; init; } = new();

    /// <summary>Whether a run ends before its duration; null never does.</summary>
    /// <value>Default: none: the runs of a study are compared at planned durations.</value>
    public EarlyStopConfig? EarlyStop { get; init; }

    /// <summary>Steps between two lines of metrics.jsonl that hold the training loss.</summary>
    /// <value>Default: 10.</value>
    public int LogEverySteps { get; init; } = 10;

    /// <summary>Whether what goes to metrics.jsonl also goes to a TensorBoard event file, <c>tensorboard/</c> in the run folder.</summary>
    /// <value>Default: false.</value>
    public bool TensorBoard { get; init; }

    /// <summary>Ends the run when the loss is this many times the median of the last 100, as diverged; null looks for NaN and infinity only.</summary>
    /// <value>Default: none.</value>
    public double? SpikeFactor { get; init; }

    /// <summary>Seeds the order of the records, dropout, masks and views of training.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>CPU threads of libtorch; null leaves its setting. Bytes repeat only at the same number.</summary>
    /// <value>Default: none.</value>
    public int? Threads { get; init; }

    /// <summary>The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <value>Default: <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>The arithmetic.</summary>
    /// <value>Default: <see cref="Precision.Full"/>.</value>
    public Precision Precision { get; init; } = Precision.Full;

    /// <summary>By whose statistics batch normalisation goes when several processes train together.</summary>
    /// <value>Default: <see cref="BatchStatistics.Shared"/>. Not written to JSON at its default.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public BatchStatistics BatchStatistics { get; init; } = BatchStatistics.Shared;

    /// <summary>The records per step for an encoder of this many parameters, over all micro-batches.</summary>
    public int BatchSizeFor(long parameters) => Batch?.Resolve(BatchSize, parameters) ?? BatchSize;

    /// <summary>Reads what <see cref="ToJson"/> wrote; missing keys take their defaults, unknown ones are refused.</summary>
    /// <exception cref="SpecException">The text is no such JSON, or a value is out of range.</exception>
    public static TrainingConfig FromJson(string json)
    {
        try
        {
            var config = JsonSerializer.Deserialize<TrainingConfig>(json, TrainingJson.Indented)
                ?? throw new SpecException(nameof(TrainingConfig), ["the JSON is null; an object is expected, {} takes all defaults."]);
            config.Validate();
            return config;
        }
        catch (JsonException error)
        {
            throw new SpecException(nameof(TrainingConfig), [error.Message]);
        }
    }

    /// <summary>This configuration as JSON, defaults included.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Indented);

    /// <summary>The hash of what decides the trained weights: everything but logging and the number of resamples.</summary>
    public string Hash() => CanonicalJson.Hash(JsonNode.Parse((this with
    {
        LogEverySteps = 10,
        TensorBoard = false,
        Evaluation = Evaluation with { BootstrapResamples = 0 },
        Checkpoints = new CheckpointPlan(),
    }).ToJson()));

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Duration.Amount <= 0)
        {
            problems.Add("Duration is empty; use Duration.Records(20000), Duration.Steps(500) or Duration.Epochs(10).");
        }

        if (BatchSize < 1)
        {
            problems.Add($"BatchSize is {BatchSize}; it is at least 1 record, usually 32 to 512.");
        }

        if (MicroBatchSize is { } micro && (micro < 1 || micro > BatchSize))
        {
            problems.Add($"MicroBatchSize is {micro}; it lies between 1 and BatchSize {BatchSize}.");
        }

        if (ClipNorm is { } clip && !(clip > 0 && double.IsFinite(clip)))
        {
            problems.Add($"ClipNorm is {clip}; it is positive, usually 1, or null for no clipping.");
        }

        if (EmaDecay is { } decay && !(decay > 0 && decay < 1))
        {
            problems.Add($"EmaDecay is {decay}; it lies in (0, 1), usually 0.99 to 0.9999, or null for none.");
        }

        if (LogEverySteps < 1)
        {
            problems.Add($"LogEverySteps is {LogEverySteps}; it is at least 1.");
        }

        if (SpikeFactor is { } factor && !(factor > 1))
        {
            problems.Add($"SpikeFactor is {factor}; it is above 1, for example 10, or null.");
        }

        if (Threads < 1)
        {
            problems.Add($"Threads is {Threads}; it is at least 1, or null for libtorch's own choice.");
        }

        if (Device != "cpu" && Device != "cuda" && !(Device.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(Device.AsSpan(5), out _)))
        {
            problems.Add($"Device is '{Device}'; allowed are 'cpu', 'cuda' and 'cuda:0', 'cuda:1', ...");
        }

        Batch?.Validate(problems);
        Optimizer.Validate(problems);
        LearningRate.Validate(problems);
        Schedule.Validate(problems);
        Evaluation.Validate(problems);
        Checkpoints.Validate(problems);
        EarlyStop?.Validate(problems);
        if (Schedule.Kind == ScheduleKind.Plateau && Evaluation.Points.Resolve(1_000_000, 1, 1_000_000).Count < 2)
        {
            problems.Add("Schedule.Kind is Plateau but Evaluation.Points holds the end alone; set Evaluation.Points.Every to Duration.Epochs(1).");
        }

        SpecException.ThrowIfAny(nameof(TrainingConfig), problems);
    }
}
