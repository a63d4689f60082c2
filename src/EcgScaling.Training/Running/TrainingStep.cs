using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>One update of the weights: forward and backward over micro-batches, clipping, optimiser, averages. Every tensor it makes is gone when it returns.</summary>
internal sealed class TrainingStep
{
    private readonly TrainingConfig _config;
    private readonly Paradigm _paradigm;
    private readonly WeightUpdate _update;
    private readonly WeightAverage? _average;
    private readonly Device _device;
    private readonly long _totalSteps;
    private readonly Action<int> _onMicroBatchHalved;
    private int _microBatch;

    public TrainingStep(TrainingConfig config, Paradigm paradigm, WeightUpdate update, WeightAverage? average, Device device, long totalSteps, Action<int> onMicroBatchHalved)
    {
        (_config, _paradigm, _update, _average, _device, _totalSteps) = (config, paradigm, update, average, device, totalSteps);
        _onMicroBatchHalved = onMicroBatchHalved;
        _microBatch = config.MicroBatchSize ?? config.BatchSize;
    }

    /// <summary>Makes the step, unless loss or gradient are not finite: then the weights stay as they are.</summary>
    public (double Loss, double GradientNorm, bool Applied) Make(EcgBatch batch, long step, double learningRate)
    {
        while (true)
        {
            try
            {
                return TryMake(batch, step, learningRate);
            }
            catch (ExternalException error) when (_microBatch > 1 && _paradigm.IsMeanOverExams && error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
            {
                _microBatch = (Math.Min(_microBatch, batch.Size) + 1) / 2;
                _onMicroBatchHalved(_microBatch);
            }
        }
    }

    private (double Loss, double GradientNorm, bool Applied) TryMake(EcgBatch batch, long step, double learningRate)
    {
        using var scope = NewDisposeScope();
        var context = new LossContext(_config.Seed, step, _totalSteps, Training: true);
        manual_seed(unchecked((long)new RandomStream(_config.Seed, "training/torch", step).NextUInt64()));
        var tensors = BatchTransfer.ToTensors(batch, _device);
        _update.ClearGradients();
        var loss = 0.0;
        for (var first = 0; first < batch.Size; first += _microBatch)
        {
            var part = Backward(tensors.Part(first, Math.Min(_microBatch, batch.Size - first)), batch.Size, context);
            loss += part;
            if (!double.IsFinite(part))
            {
                return (loss, double.NaN, false);
            }
        }

        var norm = nn.utils.clip_grad_norm_(_update.Trained.Select(item => item.Value), _config.ClipNorm ?? double.PositiveInfinity);
        if (!double.IsFinite(norm))
        {
            return (loss, norm, false);
        }

        _update.Apply(learningRate);
        _average?.Follow(step + 1);
        using (no_grad())
        {
            _paradigm.AfterStep(context);
        }

        return (loss, norm, true);
    }

    private double Backward(TensorBatch part, int batchSize, LossContext context)
    {
        using var scope = NewDisposeScope();
        var loss = _paradigm.Loss(part, context);
        if (loss.numel() != 1)
        {
            throw new InvalidOperationException($"The loss of paradigm '{_paradigm.Name}' has shape ({string.Join(", ", loss.shape)}); it must be one number: take its mean().");
        }

        var share = (double)part.Size / batchSize;
        var value = share * loss.item<float>();
        if (double.IsFinite(value))
        {
            (share == 1 ? loss : loss * share).backward();
        }

        return value;
    }
}
