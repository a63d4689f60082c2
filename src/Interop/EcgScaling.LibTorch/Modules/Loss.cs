using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the losses of two inputs.</summary>
/// <typeparam name="T1">Prediction.</typeparam>
/// <typeparam name="T2">Target.</typeparam>
/// <typeparam name="TResult">Loss.</typeparam>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Creates a loss.</summary>
    /// <param name="reduction">How the elements' losses become the result.</param>
    protected Loss(nn.Reduction reduction = nn.Reduction.Mean) : base("Loss") => this.reduction = reduction;

    /// <summary>How the elements' losses become the result.</summary>
    public nn.Reduction reduction { get; }
}
