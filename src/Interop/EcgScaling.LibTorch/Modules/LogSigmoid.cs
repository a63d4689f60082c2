using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 / (1 + exp(-x))).</summary>
public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal LogSigmoid() : base(nameof(LogSigmoid))
    {
    }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => Ops.LogSigmoid.Tensor(tensor);
}
