using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Makes one dimension of several.</summary>
public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
{
    internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten))
    {
        this.start_dim = start_dim;
        this.end_dim = end_dim;
    }

    /// <summary>First dimension.</summary>
    public long start_dim { get; set; }

    /// <summary>Last dimension.</summary>
    public long end_dim { get; set; }

    /// <summary>Flattens.</summary>
    public override Tensor forward(Tensor input) => Ops.Flatten.Tensor(input, start_dim, end_dim);
}
