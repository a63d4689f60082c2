namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>How a head or a whole network is trained on a task: AdamW, one epoch of warm-up, cosine decay, and the weights of the epoch with the lowest validation loss.</summary>
public sealed record GradientPlan
{
    /// <summary>Passes over the training exams at most.</summary>
    /// <value>Default: 50.</value>
    public int Epochs { get; init; } = 50;

    /// <summary>Exams per step.</summary>
    /// <value>Default: 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>The peak learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Weight decay of matrices and kernels.</summary>
    /// <value>Default: 0.01.</value>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Epochs without a lower validation loss after which training ends.</summary>
    /// <value>Default: 8.</value>
    public int Patience { get; init; } = 8;

    internal void Validate(string name, List<string> problems)
    {
        if (Epochs < 1 || BatchSize < 1 || Patience < 1)
        {
            problems.Add($"{name}: Epochs is {Epochs}, BatchSize {BatchSize}, Patience {Patience}; each is at least 1.");
        }

        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            problems.Add($"{name}: LearningRate is {LearningRate}; it is positive, usually 1e-4 to 1e-2.");
        }

        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)))
        {
            problems.Add($"{name}: WeightDecay is {WeightDecay}; it is zero or more.");
        }
    }
}
