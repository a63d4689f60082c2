using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation over groups of channels, each record by itself.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        SkipFieldRegistration();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_groups);
        if (num_channels % num_groups != 0)
        {
            throw new ArgumentException($"{num_channels} channels cannot be divided into {num_groups} groups.", nameof(num_channels));
        }

        this.num_groups = num_groups;
        this.num_channels = num_channels;
        this.eps = eps;
        this.affine = affine;
        if (affine)
        {
            var (place, type) = GetDefaultDeviceAndType(device, dtype);
            _weight = new Parameter(ones([num_channels], type, place));
            _bias = new Parameter(zeros([num_channels], type, place));
            register_parameter(nameof(weight), _weight);
            register_parameter(nameof(bias), _bias);
        }
    }

    /// <summary>The scale <c>(num_channels)</c>, or null.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift <c>(num_channels)</c>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Groups.</summary>
    public long num_groups { get; set; }

    /// <summary>Channels.</summary>
    public long num_channels { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>True where weight and bias are trained.</summary>
    public bool affine { get; set; }

    /// <summary>Normalises.</summary>
    /// <param name="tensor"><c>(batch, num_channels, ...)</c>.</param>
    public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps);
}
