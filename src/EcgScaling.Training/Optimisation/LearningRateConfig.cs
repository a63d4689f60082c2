namespace EcgScaling.Training.Optimisation;

/// <summary>The peak learning rate and the rule that adapts it to model and batch size.</summary>
public sealed record LearningRateConfig
{
    private const double KaplanConstant = 0.003239;
    private const double KaplanSlope = 0.0001395;
    private const double PublishedRate = 1e-3;

    /// <summary>The peak rate: exactly under <see cref="LearningRateRule.Fixed"/>, at the reference size under the others.</summary>
    /// <value>Default: 0.001 (Ribeiro et al. 2020 for 6.9M parameters).</value>
    public double Value { get; init; } = PublishedRate;

    /// <summary>How it depends on the number of parameters.</summary>
    /// <value>Default: <see cref="LearningRateRule.Logarithmic"/>.</value>
    public LearningRateRule Rule { get; init; } = LearningRateRule.Logarithmic;

    /// <summary>The size at which <see cref="LearningRateRule.Power"/> gives <see cref="Value"/>.</summary>
    /// <value>Default: 6,900,000, Ribeiro's ResNet.</value>
    public double ReferenceParameters { get; init; } = 6.9e6;

    /// <summary>The exponent of <see cref="LearningRateRule.Power"/>.</summary>
    /// <value>Default: 0.25.</value>
    public double Exponent { get; init; } = 0.25;

    /// <summary>The batch size at which no adaptation is made.</summary>
    /// <value>Default: 64 (Ribeiro et al. 2020).</value>
    public int ReferenceBatch { get; init; } = 64;

    /// <summary>The rate is multiplied by (batch / reference)^this: 0 off, 0.5 for Adam (Malladi et al. 2022), 1 for SGD (Goyal et al. 2017).</summary>
    /// <value>Default: 0.</value>
    public double BatchExponent { get; init; }

    /// <summary>The peak rate of one run.</summary>
    /// <param name="parameters">Parameters of the encoder, N.</param>
    /// <param name="batchSize">Records per step.</param>
    public double Resolve(long parameters, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        var bySize = Rule switch
        {
            LearningRateRule.Fixed => Value,
            LearningRateRule.Power => Value * Math.Pow(parameters / ReferenceParameters, -Exponent),
            _ => Value * Math.Max(0.01, (KaplanConstant - (KaplanSlope * Math.Log(parameters))) / PublishedRate),
        };
        return bySize * Math.Pow((double)batchSize / ReferenceBatch, BatchExponent);
    }

    internal void Validate(List<string> problems)
    {
        if (!double.IsFinite(Value) || Value <= 0)
        {
            problems.Add($"LearningRate.Value is {Value}; it is positive, usually 1e-4 to 3e-3.");
        }

        if (!double.IsFinite(ReferenceParameters) || ReferenceParameters < 1)
        {
            problems.Add($"LearningRate.ReferenceParameters is {ReferenceParameters}; it is a number of parameters, for example 6.9e6.");
        }

        if (!double.IsFinite(Exponent) || !double.IsFinite(BatchExponent))
        {
            problems.Add($"LearningRate.Exponent is {Exponent} and BatchExponent is {BatchExponent}; both are finite numbers.");
        }

        if (ReferenceBatch < 1)
        {
            problems.Add($"LearningRate.ReferenceBatch is {ReferenceBatch}; it is at least 1 record.");
        }
    }
}
