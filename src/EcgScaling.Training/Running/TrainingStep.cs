using System.Runtime.InteropServices;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>
/// One update of the weights: forward and backward over micro-batches, exchange with other processes, clipping, optimiser, averages. Every tensor it makes is
/// gone when it returns.
/// </summary>
internal sealed class TrainingStep
{
    private readonly TrainingConfig _config;
    private readonly Paradigm _paradigm;
    private readonly WeightUpdate _update;
    private readonly WeightAverage? _average;
    private readonly IProcessGroup _processes;
    private readonly GradientExchange? _exchange;
    private readonly Device _device;
    private readonly long _totalSteps;
    private readonly Action<int> _onMicroBatchHalved;
    private int _microBatch;

    public TrainingStep(TrainingConfig config, int batchSize, Paradigm paradigm, WeightUpdate update, WeightAverage? average, IProcessGroup processes, Device device, long totalSteps, Action<int> onMicroBatchHalved)
    {
        (_config, _paradigm, _update, _average, _processes, _device, _totalSteps) = (config, paradigm, update, average, processes, device, totalSteps);
        _exchange = processes.Size == 1 ? null : new GradientExchange(processes, update.Trained.Select(item => item.Value), SeparateStatistics());
        _onMicroBatchHalved = onMicroBatchHalved;
        _microBatch = config.MicroBatchSize ?? batchSize;
    }

    /// <summary>Makes the step, unless loss or gradient are not finite: then the weights stay as they are.</summary>
    /// <param name="batch">This process's part of the batch.</param>
    /// <param name="step">Steps done before.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="stop">Whether this process was asked to stop; the answer says whether any was.</param>
    public StepOutcome Make(TensorBatch batch, long step, double learningRate, bool stop = false)
    {
        while (true)
        {
            try
            {
                return TryMake(batch, step, learningRate, stop);
            }
            catch (ExternalException error) when (_exchange is null && _microBatch > 1 && _paradigm.IsMeanOverExams && error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
            {
                _microBatch = (Math.Min(_microBatch, batch.Size) + 1) / 2;
                _onMicroBatchHalved(_microBatch);
            }
        }
    }

    private StepOutcome TryMake(TensorBatch batch, long step, double learningRate, bool stop)
    {
        using var scope = NewDisposeScope();
        var context = new LossContext(_config.Seed, step, _totalSteps, Training: true) { Processes = _processes };
        // Dropout differs between processes; what a paradigm draws from its context belongs to the exam and does not.
        var draws = _processes.Rank == 0 ? new RandomStream(_config.Seed, "training/torch", step) : new RandomStream(_config.Seed, "training/torch", step, _processes.Rank);
        manual_seed(unchecked((long)draws.NextUInt64()));
        _update.ClearGradients();
        var loss = 0.0;
        for (var first = 0; first < batch.Size; first += _microBatch)
        {
            var part = Backward(batch.Part(first, Math.Min(_microBatch, batch.Size - first)), batch.Size, context);
            loss += part;
            // Alone, a step that cannot be made ends here; others wait for the exchange.
            if (!double.IsFinite(part) && _exchange is null)
            {
                return new StepOutcome(loss, double.NaN, false, stop);
            }
        }

        if (_exchange is not null)
        {
            var sums = _exchange.Sum(loss, stop ? 1 : 0);
            (loss, stop) = (sums[0], sums[1] > 0);
        }

        var norm = nn.utils.clip_grad_norm_(_update.Trained.Select(item => item.Value), _config.ClipNorm ?? double.PositiveInfinity);
        if (!double.IsFinite(norm) || !double.IsFinite(loss))
        {
            return new StepOutcome(loss, norm, false, stop);
        }

        _update.Apply(learningRate);
        _average?.Follow(step + 1);
        using (no_grad())
        {
            _paradigm.AfterStep(context);
        }

        return new StepOutcome(loss, norm, true, stop);
    }

    /// <summary>Running statistics that each process would keep on its own.</summary>
    private IEnumerable<Tensor> SeparateStatistics() => _config.BatchStatistics == BatchStatistics.Shared ? [] : _paradigm.named_buffers()
        .Where(item => item.name.EndsWith("running_mean", StringComparison.Ordinal) || item.name.EndsWith("running_var", StringComparison.Ordinal))
        .Select(item => item.buffer);

    private double Backward(TensorBatch part, int batchSize, LossContext context)
    {
        using var scope = NewDisposeScope();
        using var shared = _exchange is not null && _config.BatchStatistics == BatchStatistics.Shared ? _processes.ShareBatchStatistics() : null;
        Tensor loss;
        using (MixedPrecision.Enter(_config.Precision, _device))
        {
            loss = _paradigm.Loss(part, context).to(ScalarType.Float32);
        }

        if (loss.numel() != 1)
        {
            throw new InvalidOperationException($"The loss of paradigm '{_paradigm.Name}' has shape ({string.Join(", ", loss.shape)}); it must be one number: take its mean().");
        }

        // Gradients are added up over micro-batches and processes. A loss that gathers is the whole batch's in each process, and its gradient reaches the
        // process's own rows alone: those parts add up by themselves.
        var fraction = (double)part.Size / batchSize;
        var share = _exchange is null || _paradigm.GathersProcesses ? fraction : fraction / _processes.Size;
        var value = (double)loss.item<float>();
        if (double.IsFinite(value) || _exchange is not null)
        {
            (share == 1 ? loss : loss * share).backward();
        }

        return value * fraction / _processes.Size;
    }
}
