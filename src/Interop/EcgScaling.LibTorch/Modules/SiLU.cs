using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x·sigmoid(x).</summary>
public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
{
    internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => (inplace ? Ops.SiluInPlace : Ops.Silu).Tensor(tensor);
}
