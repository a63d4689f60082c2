namespace EcgScaling.Training.Optimisation;

/// <summary>The update rule and its constants. Weight decay touches matrices and kernels only: never norms, biases, tokens or positions.</summary>
public sealed record OptimizerConfig
{
    /// <summary>The rule.</summary>
    /// <value>Default: <see cref="OptimizerKind.AdamW"/>.</value>
    public OptimizerKind Kind { get; init; } = OptimizerKind.AdamW;

    /// <summary>Weight decay of the decayed group.</summary>
    /// <value>Default: 0.01 (PyTorch's AdamW; ST-MEM pre-training).</value>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Decay rate of the first moment (Adam, AdamW).</summary>
    /// <value>Default: 0.9.</value>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay rate of the second moment (Adam, AdamW).</summary>
    /// <value>Default: 0.999; masked pre-training usually takes 0.95 (He et al. 2022, ST-MEM).</value>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment (Adam, AdamW).</summary>
    /// <value>Default: 1e-8.</value>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Momentum (SGD).</summary>
    /// <value>Default: 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether SGD looks ahead (Nesterov).</summary>
    /// <value>Default: false.</value>
    public bool Nesterov { get; init; }

    internal void Validate(List<string> problems)
    {
        if (!double.IsFinite(WeightDecay) || WeightDecay < 0)
        {
            problems.Add($"Optimizer.WeightDecay is {WeightDecay}; it is zero or more, usually 0.01 to 0.1.");
        }

        foreach (var (name, value) in new[] { (nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Momentum), Momentum) })
        {
            if (!(value >= 0 && value < 1))
            {
                problems.Add($"Optimizer.{name} is {value}; it lies in [0, 1).");
            }
        }

        if (!double.IsFinite(Epsilon) || Epsilon <= 0)
        {
            problems.Add($"Optimizer.Epsilon is {Epsilon}; it is a small positive number such as 1e-8.");
        }

        if (Kind == OptimizerKind.Sgd && Nesterov && Momentum <= 0)
        {
            problems.Add("Optimizer.Nesterov needs a positive Optimizer.Momentum; set it to 0.9 or turn Nesterov off.");
        }
    }
}
