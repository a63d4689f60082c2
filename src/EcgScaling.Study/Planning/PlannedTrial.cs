using System.Globalization;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Planning;

/// <summary>One trial of a plan: what decides its numbers, and what it will cost.</summary>
public sealed record PlannedTrial
{
    /// <summary>The trial's key. Equal keys are equal trials.</summary>
    public required string Key { get; init; }

    /// <summary>What is trained on what, and how.</summary>
    public required TrialSpec Spec { get; init; }

    /// <summary>N: the encoder's parameters, exactly.</summary>
    public required long Parameters { get; init; }

    /// <summary>The size that was asked for.</summary>
    public required long TargetParameters { get; init; }

    /// <summary>Optimizer steps.</summary>
    public required long Steps { get; init; }

    /// <summary>C: training compute of the encoder in FLOP, forward and backward.</summary>
    public required double Flops { get; init; }

    /// <summary>An estimate of the memory each process of the trial needs beside the runtime, in bytes: weights, gradients, optimizer state, kept activations, batches.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Operations of measuring: the held-out loss during and after training, and the features for the transfer tasks.</summary>
    public double EvaluationFlops { get; init; }

    /// <summary>Space on disk that the finished trial takes: its checkpoints and its encoder, in bytes.</summary>
    public long DiskBytes { get; init; }

    /// <summary>Where it may leave another trial's run, or null where it starts from the beginning.</summary>
    public BranchPoint? Branch { get; init; }

    /// <summary>The part of <see cref="Flops"/> that is not computed anew when the trial leaves another one's run.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double ReusedFlops => Branch is null || Steps == 0 ? 0 : Flops * Branch.Step / Steps;

    /// <summary>The model family.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Family => Spec.Model.Family;

    /// <summary>The processes that train it together.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Processes => Spec.Processes;

    /// <summary>A short name for people, for example <c>resnet1d 20.1K, supervised, 1000 records, seed 1</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"{Family} {SizeText.Format(Parameters)}, {Spec.Arm}, {SizeText.Format(Spec.Records)} records, seed {Spec.Training.Seed}");
}
