using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>tanh(x).</summary>
public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
{
    internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => (inplace ? Ops.TanhInPlace : Ops.Tanh).Tensor(tensor);
}
