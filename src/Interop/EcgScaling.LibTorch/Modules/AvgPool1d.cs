using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Mean over windows of samples.</summary>
public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;

    internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad) : base(nameof(AvgPool1d))
    {
        _kernel = [kernel_size];
        _stride = [stride ?? kernel_size];
        _padding = [padding ?? 0];
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
    }

    /// <summary>Length of a window.</summary>
    public long kernel_size => _kernel[0];

    /// <summary>Distance of windows.</summary>
    public long? stride => _stride[0];

    /// <summary>Padding on both sides.</summary>
    public long? padding => _padding[0];

    /// <summary>True keeps a last, incomplete window.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>True counts padded zeros as samples.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>Pools.</summary>
    /// <param name="input"><c>(batch, channel, sample)</c>.</param>
    /// <returns><c>(batch, channel, ⌊(sample + 2·padding - kernel) / stride⌋ + 1)</c>.</returns>
    public override Tensor forward(Tensor input) => Ops.AvgPool1d.Tensor(input, _kernel, _stride, _padding, ceil_mode, count_include_pad);
}
