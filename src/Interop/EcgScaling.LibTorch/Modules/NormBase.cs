using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the layers that normalise channels and may keep running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected Parameter? _weight;
    private protected Parameter? _bias;
    private protected Tensor? _runningMean;
    private protected Tensor? _runningVar;
    private protected Tensor? _batches;

    /// <summary>Creates the layer: weight 1, bias 0, running mean 0 and variance 1.</summary>
    protected NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        SkipFieldRegistration();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(num_features);
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        var (place, type) = GetDefaultDeviceAndType(device, dtype);
        if (affine)
        {
            _weight = new Parameter(ones([num_features], type, place));
            _bias = new Parameter(zeros([num_features], type, place));
            register_parameter(nameof(weight), _weight);
            register_parameter(nameof(bias), _bias);
        }

        if (track_running_stats)
        {
            _runningMean = zeros([num_features], type, place);
            _runningVar = ones([num_features], type, place);
            _batches = zeros([], ScalarType.Int64, place);
            register_buffer(nameof(running_mean), _runningMean);
            register_buffer(nameof(running_var), _runningVar);
            register_buffer(nameof(num_batches_tracked), _batches);
        }
    }

    /// <summary>The scale <c>(num_features)</c>; null without affine.</summary>
    public Parameter? weight
    {
        get => _weight;
        set
        {
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The shift <c>(num_features)</c>; null without affine.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Running mean <c>(num_features)</c>; null where no statistics are kept.</summary>
    public Tensor? running_mean
    {
        get => _runningMean;
        set
        {
            _runningMean = value;
            ConditionallyRegisterBuffer(nameof(running_mean), value);
        }
    }

    /// <summary>Running variance <c>(num_features)</c>; null where no statistics are kept.</summary>
    public Tensor? running_var
    {
        get => _runningVar;
        set
        {
            _runningVar = value;
            ConditionallyRegisterBuffer(nameof(running_var), value);
        }
    }

    /// <summary>Number of training batches seen; null where no statistics are kept.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set
        {
            _batches = value;
            ConditionallyRegisterBuffer(nameof(num_batches_tracked), value);
        }
    }

    /// <summary>Channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Share of a new batch in the running statistics; null takes the mean over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>True where weight and bias are trained.</summary>
    public bool affine { get; }

    /// <summary>True where running statistics are kept and used in evaluation.</summary>
    public bool track_running_stats { get; }

    /// <summary>Forgets the running statistics.</summary>
    public void reset_running_stats()
    {
        using var quiet = no_grad();
        if (_runningMean is not null)
        {
            Ops.Zero.Void(_runningMean);
        }

        if (_runningVar is not null)
        {
            Ops.Fill.Void(_runningVar, 1);
        }

        if (_batches is not null)
        {
            Ops.Zero.Void(_batches);
        }
    }

    /// <summary>Forgets the running statistics and sets weight to 1 and bias to 0.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
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

    /// <summary>Throws where the input has a wrong number of dimensions.</summary>
    protected abstract void ValidateInputDimensions(Tensor input);
}
