using System.Text.Json;
using EcgScaling.Training.Evaluation;

namespace EcgScaling.Training;

/// <summary>What a run gave. It is also the <c>result.json</c> of the run folder, written last and atomically.</summary>
public sealed record TrainingResult
{
    /// <summary>How the run ended.</summary>
    public required TrainingOutcome Outcome { get; init; }

    /// <summary>Parameters of the encoder alone, N: heads and decoders are thrown away after pre-training and do not count.</summary>
    public required long Parameters { get; init; }

    /// <summary>All trained parameters, heads and decoders included.</summary>
    public required long TrainedParameters { get; init; }

    /// <summary>Steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Records seen, repeats counted.</summary>
    public required long Records { get; init; }

    /// <summary>Different records in the training set, D.</summary>
    public required long UniqueRecords { get; init; }

    /// <summary>Training loss, mean over the last 5 % of the steps.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The last held-out evaluation, or null where no held-out records were given or the run did not get there.</summary>
    public EvaluationResult? HeldOut { get; init; }

    /// <summary>The lowest held-out loss of the run, or NaN.</summary>
    public double BestLoss { get; init; } = double.NaN;

    /// <summary>The step after which it was measured, or 0.</summary>
    public long BestStep { get; init; }

    /// <summary>The processes that trained together.</summary>
    /// <value>Default: 1.</value>
    public int Processes { get; init; } = 1;

    /// <summary>Seconds per step, evaluation and checkpoints left out, over the steps of this process.</summary>
    public double SecondsPerStep { get; init; }

    /// <summary>Records per second, evaluation and checkpoints left out.</summary>
    public double RecordsPerSecond { get; init; }

    /// <summary>Wall time of this process's part of the run, in seconds.</summary>
    public double WallSeconds { get; init; }

    /// <summary>The largest resident set of the process (process 0's, where there are several) up to the end of the run, in bytes.</summary>
    public long PeakRssBytes { get; init; }

    /// <summary>The newest checkpoint, relative to the run folder.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Where it diverged, when it did.</summary>
    public TrainingDivergence? Divergence { get; init; }

    internal string ToText() => JsonSerializer.Serialize(this, TrainingJson.Indented);

    internal static TrainingResult FromText(string text) => JsonSerializer.Deserialize<TrainingResult>(text, TrainingJson.Indented)!;

    /// <summary>Throws when the run diverged.</summary>
    /// <exception cref="TrainingDivergedException">It did; the message says where and on which records.</exception>
    public TrainingResult ThrowIfDiverged() => Divergence is null ? this : throw new TrainingDivergedException(Divergence);
}
