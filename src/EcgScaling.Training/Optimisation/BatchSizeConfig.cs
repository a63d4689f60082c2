using System.Numerics;

namespace EcgScaling.Training.Optimisation;

/// <summary>
/// The rule that adapts the batch to the model: <c>BatchSize · (N / ReferenceParameters)^Exponent</c>, rounded to a power of two within the bounds.
/// Porian et al. 2024 find an exponent of 2/3 for language models, with a learning rate that falls as N^(-1/3). Contrastive losses compare only at
/// equal batches.
/// </summary>
public sealed record BatchSizeConfig
{
    /// <summary>The size at which the rule gives <c>TrainingConfig.BatchSize</c>.</summary>
    /// <value>Default: 6,900,000, Ribeiro's ResNet, trained in batches of 64.</value>
    public double ReferenceParameters { get; init; } = 6.9e6;

    /// <summary>The exponent.</summary>
    /// <value>Default: 2/3 (Porian et al. 2024).</value>
    public double Exponent { get; init; } = 2.0 / 3;

    /// <summary>The smallest batch that the rule gives.</summary>
    /// <value>Default: 16.</value>
    public int Minimum { get; init; } = 16;

    /// <summary>The largest batch that the rule gives.</summary>
    /// <value>Default: 4096.</value>
    public int Maximum { get; init; } = 4096;

    /// <summary>The records per step of one run.</summary>
    /// <param name="batchSize"><c>TrainingConfig.BatchSize</c>.</param>
    /// <param name="parameters">Parameters of the encoder, N.</param>
    public int Resolve(int batchSize, long parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        var exact = Math.Clamp(batchSize * Math.Pow(parameters / ReferenceParameters, Exponent), Minimum, Maximum);
        var below = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Floor(exact) + 1) / 2;
        // The nearer power by ratio; a bound that is no power of two stays a bound.
        return Math.Clamp(exact / below > Math.Sqrt(2) ? 2 * below : below, Minimum, Maximum);
    }

    internal void Validate(List<string> problems)
    {
        if (!double.IsFinite(ReferenceParameters) || ReferenceParameters < 1)
        {
            problems.Add($"Batch.ReferenceParameters is {ReferenceParameters}; it is a number of parameters, for example 6.9e6.");
        }

        if (!double.IsFinite(Exponent))
        {
            problems.Add($"Batch.Exponent is {Exponent}; it is a finite number, usually 0 to 1.");
        }

        if (Minimum < 1 || Maximum < Minimum || Maximum > 1 << 20)
        {
            problems.Add($"Batch.Minimum is {Minimum} and Batch.Maximum is {Maximum}; they rise from at least 1 to at most {1 << 20}.");
        }
    }
}
