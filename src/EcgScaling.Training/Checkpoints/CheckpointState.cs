using System.Collections.Immutable;
using EcgScaling.Training.Optimisation;

namespace EcgScaling.Training.Checkpoints;

/// <summary>
/// <c>state.json</c> of a checkpoint: everything of a run that is not a tensor, and the lengths and hashes of the tensor files.
/// It is written after them, so a checkpoint without a readable one is torn.
/// </summary>
/// <remarks>
/// No generator state is in it, because none is needed: the order of the records, masks and views are functions of (seed, purpose, step, exam), and
/// torch's generator is seeded from (seed, step) before each step. The loader's place is the step.
/// </remarks>
public sealed record CheckpointState
{
    /// <summary>The version of this layout.</summary>
    /// <value>Default: 1.</value>
    public int Format { get; init; } = 1;

    /// <summary>What the run is: the hash of configuration, paradigm, encoder and data. Another run does not go on from it.</summary>
    public required string Identity { get; init; }

    /// <summary>Steps done; also the place of the loader and of the schedule.</summary>
    public required long Step { get; init; }

    /// <summary>Records seen.</summary>
    public required long Records { get; init; }

    /// <summary>What the plateau schedule remembers.</summary>
    public required PlateauState Plateau { get; init; }

    /// <summary>The newest held-out loss, or NaN.</summary>
    public required double HeldOutLoss { get; init; }

    /// <summary>The step of the newest evaluation; an evaluation due at <see cref="Step"/> but not made yet is made up for.</summary>
    public required long EvaluatedStep { get; init; }

    /// <summary>The lowest held-out loss, or infinity.</summary>
    public required double BestLoss { get; init; }

    /// <summary>The step of the lowest held-out loss.</summary>
    public required long BestStep { get; init; }

    /// <summary>Evaluations since the held-out loss fell, for early stopping.</summary>
    public required int Waited { get; init; }

    /// <summary>The lowest held-out loss that early stopping compares with, or infinity.</summary>
    public required double StopBest { get; init; }

    /// <summary>Sum of the training losses over the last twentieth of the run, as far as it has come.</summary>
    public required double TailSum { get; init; }

    /// <summary>Steps in that sum.</summary>
    public required long TailCount { get; init; }

    /// <summary>Sum of the training losses since the last line of metrics.jsonl.</summary>
    public required double LineSum { get; init; }

    /// <summary>Steps in that sum.</summary>
    public required int LineCount { get; init; }

    /// <summary>The last training losses, for recognising a leap.</summary>
    public ImmutableArray<double> RecentLosses { get; init; } = [];

    /// <summary>Length of metrics.jsonl at this moment; a resumed run cuts it there and writes on.</summary>
    public required long MetricsBytes { get; init; }

    /// <summary>What the encoder eats.</summary>
    public required EcgSpec Input { get; init; }

    /// <summary>The run's settings.</summary>
    public required TrainingConfig Config { get; init; }

    /// <summary>The machine and the libraries.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>The tensor files.</summary>
    public ImmutableArray<CheckpointFile> Files { get; init; } = [];
}
