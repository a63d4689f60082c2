using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Affine map of the last dimension: <c>x·Wᵀ + b</c>.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        SkipFieldRegistration();
        ArgumentOutOfRangeException.ThrowIfNegative(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegative(outputSize);
        in_features = inputSize;
        out_features = outputSize;
        var (place, type) = GetDefaultDeviceAndType(device, dtype);
        _weight = new Parameter(empty([outputSize, inputSize], type, place));
        register_parameter(nameof(weight), _weight);
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (hasBias)
        {
            _bias = new Parameter(empty([outputSize], type, place));
            register_parameter(nameof(bias), _bias);
            var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
            nn.init.uniform_(_bias, -bound, bound);
        }
    }

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        SkipFieldRegistration();
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.shape is not [var rows, var columns] || (bias is not null && bias.shape is not [_]))
        {
            throw new ArgumentException("A linear layer needs a weight of two dimensions and a bias of one.", nameof(weight));
        }

        (out_features, in_features) = (rows, columns);
        _weight = weight;
        register_parameter(nameof(weight), weight);
        if (bias is not null)
        {
            _bias = bias;
            register_parameter(nameof(bias), bias);
        }
    }

    /// <summary>The bias <c>(out_features)</c>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>The weight <c>(out_features, in_features)</c>.</summary>
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

    /// <summary>Size of the input's last dimension.</summary>
    public long in_features { get; set; }

    /// <summary>Size of the output's last dimension.</summary>
    public long out_features { get; set; }

    /// <summary>Maps.</summary>
    /// <param name="tensor"><c>(..., in_features)</c>.</param>
    /// <returns><c>(..., out_features)</c>.</returns>
    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, _weight, _bias);
}
