using System.Runtime.InteropServices;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Recorded;

/// <summary>
/// The training step as one piece of recorded work: forward, backward, clipping and update read and write tensors that stay where they are, learning rate and step number are tensors, and
/// the processor asks for two numbers at the end, loss and norm. What a paradigm prepares for a batch is made before it and put where the recorded work reads it. An update with numbers
/// that are not finite changes nothing, as in <see cref="TrainingStep"/>.
/// </summary>
internal sealed class RecordedStep : IDisposable
{
    // Steps that run operator by operator first: libraries choose their algorithms and ask for memory then, which cannot be recorded.
    internal const int StepsBefore = 3;
    private const double ClipEpsilon = 1e-6;
    private readonly TrainingConfig _config;
    private readonly Paradigm _paradigm;
    private readonly WeightUpdate _update;
    private readonly IReadOnlyList<AdamTensors> _groups;
    private readonly IStepRecorder _recorder;
    private readonly Device _device;
    private readonly long _totalSteps;
    private readonly Tensor _learningRate;
    private readonly Tensor _number;
    private readonly Tensor _outcome;
    private TensorBatch? _inputs;
    private Tensor[] _prepared = [];
    private int _made;

    /// <summary>Takes over the recorder.</summary>
    public RecordedStep(TrainingConfig config, Paradigm paradigm, WeightUpdate update, IStepRecorder recorder, Device device, long totalSteps)
    {
        (_config, _paradigm, _update, _recorder, _device, _totalSteps) = (config, paradigm, update, recorder, device, totalSteps);
        using var scope = NewDisposeScope();
        _groups = update.AdamGroups();
        _learningRate = zeros([], ScalarType.Float32, device).DetachFromDisposeScope();
        _number = zeros([], ScalarType.Float32, device).DetachFromDisposeScope();
        _outcome = zeros([2], ScalarType.Float32, device).DetachFromDisposeScope();
    }

    /// <summary>Makes the step, unless loss or gradient are not finite: then the weights stay as they are.</summary>
    /// <exception cref="ExternalException">The device failed, or the step cannot be recorded; the weights are as before.</exception>
    public StepOutcome Make(TensorBatch batch, long step, double learningRate)
    {
        using var scope = NewDisposeScope();
        manual_seed(unchecked((long)new RandomStream(_config.Seed, "training/torch", step).NextUInt64()));
        using (no_grad())
        {
            _learningRate.fill_(learningRate);
            _number.fill_(step + 1);
        }

        var prepared = Prepare(batch, ContextOf(step));
        if (_made < StepsBefore)
        {
            _made++;
            Work(batch, prepared);
        }
        else
        {
            Place(batch, prepared);
            _recorder.Replay();
        }

        var outcome = _outcome.cpu().data<float>().ToArray();
        var (loss, norm) = ((double)outcome[0], (double)outcome[1]);
        return new StepOutcome(loss, norm, double.IsFinite(loss) && double.IsFinite(norm), false);
    }

    /// <summary>Lets the paradigm follow a step that was applied. Apart from <see cref="Make"/>, after whose errors the step may be made again.</summary>
    public void Follow(long step)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _paradigm.AfterStep(ContextOf(step));
    }

    public void Dispose()
    {
        // The recording first: it refers to the tensors.
        _recorder.Dispose();
        _inputs?.Tracings.Dispose();
        _inputs?.Labels.Dispose();
        Array.ForEach(_prepared, tensor => tensor.Dispose());
        _learningRate.Dispose();
        _number.Dispose();
        _outcome.Dispose();
    }

    private LossContext ContextOf(long step) => new(_config.Seed, step, _totalSteps, Training: true);

    private IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context)
    {
        using var quiet = no_grad();
        return _paradigm.Prepare(batch, context);
    }

    private void Place(TensorBatch batch, IReadOnlyList<Tensor> prepared)
    {
        using var quiet = no_grad();
        if (_inputs is not null)
        {
            _inputs.Tracings.copy_(batch.Tracings, true);
            _inputs.Labels.copy_(batch.Labels, true);
            foreach (var (place, value) in _prepared.Zip(prepared))
            {
                place.copy_(value, true);
            }

            return;
        }

        _inputs = new TensorBatch
        {
            Tracings = batch.Tracings.clone().DetachFromDisposeScope(),
            Labels = batch.Labels.clone().DetachFromDisposeScope(),
            Indices = batch.Indices,
            PatientKeys = batch.PatientKeys,
            Valid = batch.Valid,
        };
        _prepared = [.. prepared.Select(value => value.clone().DetachFromDisposeScope())];
        using var training = set_grad_enabled(true);
        _recorder.Record(() => Work(_inputs, _prepared));
    }

    private void Work(TensorBatch batch, IReadOnlyList<Tensor> prepared)
    {
        using var scope = NewDisposeScope();
        _update.ClearGradients();
        Tensor loss;
        using (MixedPrecision.Enter(_config.Precision, _device))
        {
            loss = _paradigm.Loss(batch, new LossContext(_config.Seed, 0, _totalSteps, Training: true) { AlreadyPrepared = prepared }).to(ScalarType.Float32);
        }

        loss.backward();
        using var quiet = no_grad();
        var gradients = _groups.Select(group => group.Gradients()).ToArray();
        Tensor[] all = [.. gradients.SelectMany(tensors => tensors)];
        var norm = _recorder.Norm(all);
        var skip = (loss + norm).isfinite().logical_not().to(ScalarType.Float32);
        if (_config.ClipNorm is { } limit)
        {
            _recorder.Scale(all, (limit / (norm + ClipEpsilon)).clamp(max: 1));
        }

        foreach (var group in _groups)
        {
            _recorder.Update(group, _config.Optimizer, _learningRate, _number, skip);
        }

        _outcome.copy_(stack([loss.detach().reshape([]), norm]));
    }
}
