using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>exp(x) / Σ exp(x) over one dimension.</summary>
public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
{
    internal Softmax(long dim) : base(nameof(Softmax)) => this.dim = dim;

    /// <summary>The dimension that sums to 1.</summary>
    public long dim { get; set; }

    /// <summary>Applies it.</summary>
    public override Tensor forward(Tensor tensor) => Ops.Softmax.Tensor(tensor, dim);
}
