using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where positive, else negative_slope·x.</summary>
public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
{
    internal LeakyReLU(double negative_slope, bool inplace) : base(nameof(LeakyReLU))
    {
        this.negative_slope = negative_slope;
        this.inplace = inplace;
    }

    /// <summary>True writes the result over the input.</summary>
    public bool inplace { get; set; }

    /// <summary>Slope below zero.</summary>
    public double negative_slope { get; set; }

    /// <summary>Applies it to each element.</summary>
    public override Tensor forward(Tensor tensor) => (inplace ? Ops.LeakyReluInPlace : Ops.LeakyRelu).Tensor(tensor, negative_slope);
}
