namespace EcgScaling.Training.Optimisation;

/// <summary>How the peak learning rate depends on the size of the network.</summary>
public enum LearningRateRule
{
    /// <summary>
    /// <c>0.003239 - 0.0001395 ln N</c> (Kaplan et al. 2020, equation D.1), times <see cref="LearningRateConfig.Value"/> / 0.001.
    /// At the 6.9M parameters of Ribeiro's ResNet it gives 0.00104, close to the 0.001 published for it; never below a hundredth of Value.
    /// </summary>
    Logarithmic,

    /// <summary><c>Value · (N / ReferenceParameters)^(-Exponent)</c>. An exponent of 1/2 is 1/width, as in maximal update parametrisation (Yang et al. 2022).</summary>
    Power,

    /// <summary>The same rate at every size.</summary>
    Fixed,
}
