using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the instance normalisations, which treat every record by itself.</summary>
public abstract class InstanceNorm : NormBase
{
    /// <summary>Creates the layer.</summary>
    protected InstanceNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>Number of dimensions of an input without a batch.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    /// <summary>Normalises each channel of each record over its samples.</summary>
    /// <param name="input"><c>(batch, num_features, ...)</c>, or the same without batch.</param>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var byInput = _training || !track_running_stats;
        if (input.dim() != GetNumberOfBatchDimensions())
        {
            return Normalise(input, byInput);
        }

        using var batch = input.unsqueeze(0);
        using var result = Normalise(batch, byInput);
        return result.squeeze(0);
    }

    private Tensor Normalise(Tensor input, bool byInput)
    {
        if (byInput)
        {
            nn.functional.RequireSeveralSamples(input);
        }

        return Ops.InstanceNorm.Tensor(input, _weight, _bias, _runningMean, _runningVar, byInput, momentum ?? 0, eps, true);
    }
}
