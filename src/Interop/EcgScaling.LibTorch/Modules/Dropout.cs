using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training sets elements to zero with probability p and scales the others by 1 / (1 - p); in evaluation does nothing.</summary>
public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace) : base(nameof(Dropout))
    {
        if (p is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A dropout probability is between 0 and 1.");
        }

        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Probability of a zero.</summary>
    public double p { get; set; }

    /// <summary>Applies it; the random numbers come from the device's default generator.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, _training, inplace);
}
