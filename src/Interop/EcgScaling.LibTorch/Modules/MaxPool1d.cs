using EcgScaling.LibTorch;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Maximum over windows of samples.</summary>
public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;

    internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode) : base(nameof(MaxPool1d))
    {
        _kernel = [kernel_size];
        _stride = [stride ?? kernel_size];
        _padding = [padding ?? 0];
        _dilation = [dilation ?? 1];
        this.ceil_mode = ceil_mode;
    }

    /// <summary>Length of a window.</summary>
    public long kernel_size => _kernel[0];

    /// <summary>Distance of windows.</summary>
    public long? stride => _stride[0];

    /// <summary>Padding on both sides.</summary>
    public long? padding => _padding[0];

    /// <summary>Distance of samples in a window.</summary>
    public long? dilation => _dilation[0];

    /// <summary>True keeps a last, incomplete window.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Pools.</summary>
    /// <param name="input"><c>(batch, channel, sample)</c>.</param>
    /// <returns><c>(batch, channel, ⌊(sample + 2·padding - dilation·(kernel - 1) - 1) / stride⌋ + 1)</c>.</returns>
    public override Tensor forward(Tensor input) =>
        FusedBlocks.MaxPool(input, _kernel[0], _stride[0], _padding[0], _dilation[0], ceil_mode)
        ?? Ops.MaxPool1d.Tensor(input, _kernel, _stride, _padding, _dilation, ceil_mode);

    /// <summary>Pools and tells where the maxima are.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input)
    {
        var both = Ops.MaxPool1dWithIndices.Tensors(input, _kernel, _stride, _padding, _dilation, ceil_mode);
        return (both[0], both[1]);
    }
}
