using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Transposed convolution over the samples of <c>(batch, channel, sample)</c>: with stride s the output is about s times as long.</summary>
public sealed class ConvTranspose1d : ConvolutionTranspose
{
    internal ConvTranspose1d(
        long in_channels, long out_channels, long kernel_size, long stride, long padding, long dilation, long output_padding, long groups, bool bias,
        PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose1d), in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], transposed: true,
            [output_padding], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>Convolves.</summary>
    /// <param name="input"><c>(batch, in_channels, sample)</c>.</param>
    /// <param name="output_size">The output's length, which must be within stride - 1 of the least one; null gives the least plus output_padding.</param>
    /// <returns><c>(batch, out_channels, (sample - 1)·stride - 2·padding + dilation·(kernel - 1) + output_padding + 1)</c>.</returns>
    public override Tensor forward(Tensor input, long[]? output_size) =>
        Ops.ConvTranspose1d.Tensor(input, _weight, _bias, stride, padding, OutputPadding(input, output_size), groups, dilation);

    private long[] OutputPadding(Tensor input, long[]? output_size)
    {
        if (output_size is null)
        {
            return output_padding;
        }

        var least = ((input.shape[^1] - 1) * stride[0]) - (2 * padding![0]) + (dilation[0] * (kernel_size[0] - 1)) + 1;
        var extra = output_size[^1] - least;
        return extra >= 0 && extra < stride[0]
            ? [extra]
            : throw new ArgumentException($"An input of {input.shape[^1]} samples can become {least} to {least + stride[0] - 1} samples, not {output_size[^1]}.", nameof(output_size));
    }
}
