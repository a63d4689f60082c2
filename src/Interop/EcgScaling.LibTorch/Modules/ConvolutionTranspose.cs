using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the transposed convolutions, whose output length can be asked for.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <summary>Creates a transposed convolution with PyTorch's initial weights.</summary>
    protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias,
            padding_mode, device, dtype)
    {
    }

    /// <summary>Convolves, output length from the geometry.</summary>
    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>Convolves to an asked-for output length.</summary>
    /// <param name="input"><c>(batch, in_channels, sample)</c>.</param>
    /// <param name="output_size">Length per dimension; null takes it from the geometry.</param>
    public abstract Tensor forward(Tensor input, long[]? output_size);
}
