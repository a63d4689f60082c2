using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x·Φ(x), Φ the normal distribution function.</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(bool inplace, Approximate approximate = Approximate.none) : base(nameof(GELU))
    {
        this.inplace = inplace;
        this.approximate = approximate;
    }

    /// <summary>How Φ is computed.</summary>
    public enum Approximate
    {
        /// <summary>Exactly, by erf.</summary>
        none,

        /// <summary>By tanh.</summary>
        tanh,
    }

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>How Φ is computed.</summary>
    public Approximate approximate { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
}
