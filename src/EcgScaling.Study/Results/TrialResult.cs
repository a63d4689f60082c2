namespace EcgScaling.Study.Results;

/// <summary>What one trial measured. Everything but <see cref="Run"/> is the same whenever and wherever the trial runs.</summary>
public sealed record TrialResult
{
    /// <summary>The trial's key.</summary>
    public required string Key { get; init; }

    /// <summary>The model family, for example <c>resnet1d</c>.</summary>
    public required string Family { get; init; }

    /// <summary>How it was pre-trained, for example <c>supervised</c>.</summary>
    public required string Paradigm { get; init; }

    /// <summary>The arm of the study, the name that tables and figures show; the paradigm's own unless the study gives another.</summary>
    public required string Arm { get; init; }

    /// <summary>N: the encoder's parameters, exactly.</summary>
    public required long Parameters { get; init; }

    /// <summary>The parameters that were trained: the encoder's and its head's or decoder's.</summary>
    public required long TrainedParameters { get; init; }

    /// <summary>D: the distinct records trained on.</summary>
    public required long Records { get; init; }

    /// <summary>The patients those records come from.</summary>
    public required long Patients { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Optimizer steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>Tracings seen, repeats included.</summary>
    public required long SamplesSeen { get; init; }

    /// <summary>How often each record was seen on average.</summary>
    public double Epochs => Records > 0 ? (double)SamplesSeen / Records : 0;

    /// <summary>C: training compute in FLOP, counted from the model, forward and backward.</summary>
    public required double Flops { get; init; }

    /// <summary>The mean training loss of the last steps.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The measurements; the first is the held-out loss of the pre-training task itself.</summary>
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <summary>The held-out loss of the pre-training task: the L of the scaling laws.</summary>
    public double Loss => Evaluations[0].Loss;

    /// <summary>A measurement by its set and labels, or null.</summary>
    /// <param name="set">The set.</param>
    /// <param name="knowledge">Which labels of it.</param>
    public Evaluation? Measured(string set, LabelKnowledge knowledge = LabelKnowledge.All) =>
        Evaluations.FirstOrDefault(evaluation => evaluation.Set == set && evaluation.Knowledge == knowledge);

    /// <summary>The SHA-256 of the trained weights, as hexadecimal digits: equal digits are equal models.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>How the trial was run: what differs from run to run.</summary>
    public required TrialRun Run { get; init; }
}
