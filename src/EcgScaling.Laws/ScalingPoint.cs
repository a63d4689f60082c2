namespace EcgScaling.Laws;

/// <summary>One measured point of a scaling study: a model of size N trained on D examples reached a loss.</summary>
/// <remarks>Units are free as long as they are the same for all points: parameters, records or tokens, FLOP, nats.</remarks>
public sealed record ScalingPoint
{
    /// <summary>Makes a point from size, data and loss.</summary>
    public ScalingPoint(double n, double d, double loss)
    {
        N = n;
        D = d;
        Loss = loss;
    }

    /// <summary>N: the number of model parameters; NaN where the law does not use it.</summary>
    public double N { get; init; }

    /// <summary>D: the number of training examples (or tokens) seen; NaN where the law does not use it.</summary>
    public double D { get; init; }

    /// <summary>The measured loss, above zero.</summary>
    public double Loss { get; init; }

    /// <summary>C: training compute in FLOP, as measured.</summary>
    /// <value>NaN: unknown. A law or frontier that needs it says so; nothing silently assumes 6·N·D.</value>
    public double Compute { get; init; } = double.NaN;

    /// <summary>U: distinct training examples, for runs that repeat their data.</summary>
    /// <value>NaN: equal to <see cref="D"/>.</value>
    public double UniqueSamples { get; init; } = double.NaN;

    /// <summary>The weight of the point in the objective, zero or more.</summary>
    /// <value>1</value>
    public double Weight { get; init; } = 1;

    /// <summary>The standard error of <see cref="Loss"/> from its evaluation set, where known.</summary>
    /// <value>NaN: unknown.</value>
    public double LossStandardError { get; init; } = double.NaN;

    /// <summary>The model family, such as <c>resnet1d</c>; points of several families are fitted jointly or one by one.</summary>
    public string? Family { get; init; }

    /// <summary>The run the point comes from: points of one run (checkpoints, evaluations) are one cluster in a cluster bootstrap.</summary>
    public string? Run { get; init; }

    /// <summary>The seed of the run: points that differ in nothing else measure the seed noise.</summary>
    public int? Seed { get; init; }
}
