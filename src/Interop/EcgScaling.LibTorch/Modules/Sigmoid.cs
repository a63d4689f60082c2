using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>1 / (1 + exp(-x)).</summary>
public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => (inplace ? Ops.SigmoidInPlace : Ops.Sigmoid).Tensor(tensor);
}
