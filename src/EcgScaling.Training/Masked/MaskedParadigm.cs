using EcgScaling.Models;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Masked;

/// <summary>
/// What both kinds of masked modelling share: the masks, the target and the loss. They are the same for every encoder with the same patches,
/// so that losses are comparable across sizes and families.
/// </summary>
public abstract class MaskedParadigm : Paradigm
{
    private protected MaskedParadigm(EcgEncoder encoder, MaskedConfig config)
        : base("masked", encoder)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
    }

    /// <summary>The settings.</summary>
    public MaskedConfig Config { get; }

    /// <inheritdoc/>
    public override string Settings => Config.ToJson();

    /// <inheritdoc/>
    public override string LossUnit => Config.NormaliseTargets ? "squared error per sample, patches standardised" : "squared error per sample";

    /// <summary>The time window of each patch.</summary>
    private protected abstract IReadOnlyList<int> Windows { get; }

    /// <summary>Samples of a window.</summary>
    private protected abstract int WindowSamples { get; }

    /// <summary>The mean over the batch of each exam's mean squared error on its counted hidden patches.</summary>
    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        var mask = HiddenPatches.Of(context.Prepared(this, batch));
        var (errors, _) = Errors(batch, mask);
        var counts = mask.Counted.sum(1);
        var perExam = (errors * mask.Counted).sum(1) / counts.clamp_min(1);
        return context.Mean(perExam.sum(), counts.clamp_max(1).sum());
    }

    /// <inheritdoc/>
    public override bool IsRecordable => true;

    /// <summary>The mask.</summary>
    public override IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context) => Mask(batch, context).On(batch.Device).ToList();

    /// <summary>The same, exam by exam, beside the error of predicting each patch's mean.</summary>
    public override IHeldOutScore NewScore() => new MaskedScore(this);

    /// <summary>Patches <c>(batch, patch, value)</c> of tracings.</summary>
    private protected abstract Tensor Patchify(Tensor tracings);

    /// <summary>Predicted hidden patches, <c>(batch, hidden, value)</c>.</summary>
    private protected abstract Tensor Predict(TensorBatch batch, HiddenPatches mask);

    private PatchMask Mask(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return PatchMask.Draw(batch, context, Windows, WindowSamples, Config.MaskRatio, Config.Shape == MaskShape.Block ? Config.BlockLength : 1);
    }

    /// <summary>Squared errors of the prediction and of the patch means, <c>(batch, hidden)</c> each.</summary>
    private (Tensor Errors, Tensor Trivial) Errors(TensorBatch batch, HiddenPatches mask)
    {
        var patches = Patchify(batch.Tracings);
        var targets = patches.gather(1, mask.Hidden.unsqueeze(-1).expand(-1, -1, patches.shape[2]));
        var centred = targets - targets.mean([-1L], true);
        var variance = centred.square().mean([-1L], true);
        if (Config.NormaliseTargets)
        {
            targets = centred / (variance + Config.VarianceFloor).sqrt();
            variance = variance / (variance + Config.VarianceFloor);
        }

        return ((Predict(batch, mask).to(ScalarType.Float32) - targets).square().mean([-1L]), variance.squeeze(-1));
    }

    private sealed class MaskedScore(MaskedParadigm paradigm) : IMergeableScore
    {
        private readonly RecordLosses _losses = new();

        public void Add(TensorBatch batch, LossContext context)
        {
            var drawn = paradigm.Mask(batch, context);
            var mask = drawn.On(batch.Device);
            var (errors, trivial) = paradigm.Errors(batch, mask);
            var counted = mask.Counted;
            var counts = counted.sum(1).clamp_min(1);
            var losses = ((errors * counted).sum(1) / counts).cpu().data<float>().ToArray();
            var baselines = ((trivial * counted).sum(1) / counts).cpu().data<float>().ToArray();
            for (var exam = 0; exam < batch.Size; exam++)
            {
                _losses.Add(drawn.AnyCounted(exam) ? losses[exam] : double.NaN, batch.PatientKeys.Span[exam], baselines[exam]);
            }
        }

        public void Write(BinaryWriter writer) => _losses.Write(writer);

        public void Read(BinaryReader reader) => _losses.Read(reader);

        public EvaluationResult ToResult(EvaluationPlan plan) => _losses.ToResult(paradigm.LossUnit, plan.BootstrapResamples, plan.Seed);
    }
}
