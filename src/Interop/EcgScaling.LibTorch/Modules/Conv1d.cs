using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over the samples of <c>(batch, channel, sample)</c> or <c>(channel, sample)</c>.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(
        long in_channels, long out_channels, long kernel_size, long stride, long? padding, Padding? padding_type, long dilation, long groups,
        bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding is { } p ? [p] : null, padding_type, [dilation],
            transposed: false, [0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <summary>Convolves.</summary>
    /// <param name="input"><c>(batch, in_channels, sample)</c> or <c>(in_channels, sample)</c>.</param>
    /// <returns><c>(batch, out_channels, ⌊(sample + 2·padding - dilation·(kernel - 1) - 1) / stride⌋ + 1)</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return DirectConvolution.Apply(padded, _weight, _bias, stride[0], 0, dilation[0], groups);
        }

        return padding is { } numbers
            ? DirectConvolution.Apply(input, _weight, _bias, stride[0], numbers[0], dilation[0], groups)
            : Ops.Conv1dNamed.Tensor(input, _weight, _bias, stride, padding_type == Padding.Same ? "same" : "valid", dilation, groups);
    }
}
