using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the losses of two inputs that may weight elements or classes.</summary>
/// <typeparam name="T1">Prediction.</typeparam>
/// <typeparam name="T2">Target.</typeparam>
/// <typeparam name="TResult">Loss.</typeparam>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Creates a loss.</summary>
    /// <param name="weight">Weights, or null.</param>
    /// <param name="reduction">How the elements' losses become the result.</param>
    protected WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        this.weight = weight;
        if (weight is not null)
        {
            register_buffer(nameof(weight), weight);
        }

        SkipFieldRegistration();
    }

    /// <summary>Weights, or null.</summary>
    public Tensor? weight { get; }
}
