using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the convolutions: their weight, bias and geometry.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The bias, or null.</summary>
    protected Parameter? _bias;

    /// <summary>The weight.</summary>
    protected Parameter _weight;

    /// <summary>Padding for <see cref="nn.functional.pad(Tensor, long[], PaddingModes, double)"/>, last dimension first.</summary>
    protected long[] _reversed_padding_repeated_twice;

    /// <summary>Creates a convolution with PyTorch's initial weights.</summary>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
        Device? device = null, ScalarType? dtype = null) : base(name)
    {
        SkipFieldRegistration();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(in_channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(out_channels);
        if (in_channels % groups != 0 || out_channels % groups != 0)
        {
            throw new ArgumentException($"{in_channels} input and {out_channels} output channels cannot be divided into {groups} groups.", nameof(groups));
        }

        if (padding_mode == PaddingModes.Constant || (transposed && padding_mode != PaddingModes.Zeros))
        {
            throw new ArgumentException($"A {(transposed ? "transposed " : "")}convolution cannot pad by {padding_mode}.", nameof(padding_mode));
        }

        if (padding_type == Padding.Same && Array.Exists(stride, s => s != 1))
        {
            throw new ArgumentException("padding 'same' needs stride 1.", nameof(padding_type));
        }

        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        _reversed_padding_repeated_twice = EdgePadding();

        var (place, type) = GetDefaultDeviceAndType(device, dtype);
        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        _weight = new Parameter(empty(shape, type, place));
        register_parameter("weight", _weight);
        if (bias)
        {
            _bias = new Parameter(empty([out_channels], type, place));
            register_parameter("bias", _bias);
        }

        reset_parameters();
    }

    /// <summary>The bias <c>(out_channels)</c>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>The weight <c>(out_channels, in_channels / groups, kernel)</c>; of a transposed convolution <c>(in_channels, out_channels / groups, kernel)</c>.</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>Input channels.</summary>
    public long in_channels { get; }

    /// <summary>Output channels.</summary>
    public long out_channels { get; }

    /// <summary>True for a transposed convolution.</summary>
    public bool transposed { get; }

    /// <summary>Padding by name, or null where it is by number.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>Padding on both sides per dimension, or null where it is by name.</summary>
    public long[]? padding { get; private set; }

    /// <summary>What padded samples hold.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>Groups of channels that do not mix.</summary>
    public long groups { get; set; }

    /// <summary>Kernel size per dimension.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Stride per dimension.</summary>
    public long[] stride { get; set; }

    /// <summary>Distance of kernel taps per dimension.</summary>
    public long[] dilation { get; set; }

    /// <summary>Added to the length of a transposed convolution's output, per dimension.</summary>
    public long[] output_padding { get; set; }

    /// <summary>Draws weight and bias anew, as PyTorch does: both uniform within ±1/√fan_in.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is not null)
        {
            var (fanIn, _) = nn.init.CalculateFanInAndFanOut(_weight);
            if (fanIn > 0)
            {
                var bound = 1 / Math.Sqrt(fanIn);
                nn.init.uniform_(_bias, -bound, bound);
            }
        }
    }

    /// <summary>Changes the padding to numbers.</summary>
    public void SetPadding(long[] padding)
    {
        this.padding = padding;
        padding_type = null;
        _reversed_padding_repeated_twice = EdgePadding();
    }

    /// <summary>Changes the padding to a name.</summary>
    public void SetPadding(Padding padding)
    {
        this.padding = null;
        padding_type = padding;
        _reversed_padding_repeated_twice = EdgePadding();
    }

    // Last dimension first, left before right; an odd "same" sum goes to the right, as in PyTorch.
    private long[] EdgePadding()
    {
        var dimensions = kernel_size.Length;
        var edges = new long[2 * dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            var total = padding_type == Padding.Same ? dilation[d] * (kernel_size[d] - 1) : 2 * (padding?[d] ?? 0);
            edges[2 * (dimensions - 1 - d)] = total / 2;
            edges[(2 * (dimensions - 1 - d)) + 1] = total - (total / 2);
        }

        return edges;
    }
}
