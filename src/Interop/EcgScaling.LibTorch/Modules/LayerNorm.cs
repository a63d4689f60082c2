using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation over the last dimensions.</summary>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
    {
        SkipFieldRegistration();
        ArgumentNullException.ThrowIfNull(normalized_shape);
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (!elementwise_affine)
        {
            return;
        }

        var (place, type) = GetDefaultDeviceAndType(device, dtype);
        _weight = new Parameter(ones(normalized_shape, type, place));
        register_parameter(nameof(weight), _weight);
        if (bias)
        {
            _bias = new Parameter(zeros(normalized_shape, type, place));
            register_parameter(nameof(this.bias), _bias);
        }
    }

    /// <summary>The scale (normalized_shape), or null.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift (normalized_shape), or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Sizes of the dimensions normalised over.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>True where the scale is trained.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>Sets weight to 1 and bias to 0.</summary>
    public void reset_parameters()
    {
        using var quiet = no_grad();
        if (_weight is not null)
        {
            Ops.Fill.Void(_weight, 1);
        }

        if (_bias is not null)
        {
            Ops.Zero.Void(_bias);
        }
    }

    /// <summary>Normalises.</summary>
    /// <param name="tensor"><c>(..., normalized_shape)</c>.</param>
    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
}
