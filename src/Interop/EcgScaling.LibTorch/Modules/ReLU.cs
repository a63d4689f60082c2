using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, x).</summary>
public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
{
    internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => (inplace ? Ops.ReluInPlace : Ops.Relu).Tensor(tensor);
}
