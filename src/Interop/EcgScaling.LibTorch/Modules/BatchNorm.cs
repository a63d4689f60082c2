using EcgScaling.LibTorch;
using EcgScaling.LibTorch.Distributed;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Base of the batch normalisations.</summary>
public abstract class BatchNorm : NormBase
{
    /// <summary>Creates the layer.</summary>
    protected BatchNorm(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    /// <summary>Normalises: in training by the batch's statistics, which also update the running ones; in evaluation by the running ones.</summary>
    /// <param name="input"><c>(batch, num_features, ...)</c>.</param>
    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        if (FusedBlocks.Normalise(input, this, relu: false, p: 0) is { } normal)
        {
            return normal;
        }

        var byBatch = _training || _runningMean is null || _runningVar is null;
        var factor = momentum ?? 0;
        var mean = _runningMean;
        var variance = _runningVar;
        if (_training && track_running_stats)
        {
            factor = CountBatch();
        }
        else if (_training)
        {
            mean = variance = null;
        }

        if (byBatch && ProcessGroup.OfBatchStatistics is { } group)
        {
            return group.BatchNorm(input, _weight, _bias, mean, variance, factor, eps);
        }

        if (byBatch)
        {
            nn.functional.RequireSeveralValues(input);
        }

        return Ops.BatchNorm.Tensor(input, _weight, _bias, mean, variance, byBatch, factor, eps, true);
    }

    /// <summary>Counts one more batch; the answer is its share in the running statistics.</summary>
    internal double CountBatch()
    {
        if (_batches is null)
        {
            return momentum ?? 0;
        }

        using (no_grad())
        {
            Ops.AddInPlace.Void(_batches, 1);
        }

        return momentum ?? 1.0 / _batches.item<long>();
    }
}
