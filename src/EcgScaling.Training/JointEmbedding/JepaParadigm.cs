using EcgScaling.Models;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.JointEmbedding;

/// <summary>Joint-embedding prediction; see <see cref="JepaConfig"/>.</summary>
/// <remarks>The target moves with the encoder, so held-out losses of different runs say nothing about one another; compare probes instead.</remarks>
public sealed class JepaParadigm : Paradigm
{
    private readonly JepaConfig _config;
    private readonly IPatchEncoder _patches;
    private readonly int _windowSamples;
    private readonly EcgEncoder target;
    private readonly PatchDecoder predictor;

    /// <summary>Makes the target, a copy of the encoder, and a predictor.</summary>
    /// <exception cref="ArgumentException">The encoder does not encode patches.</exception>
    public JepaParadigm(EcgEncoder encoder, JepaConfig config)
        : base("jepa", encoder)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        _config = config;
        _patches = encoder as IPatchEncoder ?? throw new ArgumentException(
            $"JEPA predicts patches from patches and needs a Transformer (IPatchEncoder); {encoder.Config.Family} is none. Choose the Transformer, or 'masked'.", nameof(encoder));
        var windows = _patches.PatchWindows.Max() + 1;
        _windowSamples = encoder.Config is EcgTransformerConfig transformer ? transformer.PatchSize : (encoder.Input.Samples + windows - 1) / windows;
        predictor = new PatchDecoder(_patches, encoder.TokenSize, config.PredictorWidth, config.PredictorDepth, config.PredictorHeads, encoder.TokenSize);
        target = EncoderFamilies.Build(encoder.Config);
        Follow(0);
        foreach (var parameter in target.parameters())
        {
            parameter.requires_grad_(false);
        }

        register_module(nameof(target), target);
        register_module(nameof(predictor), predictor);
    }

    /// <inheritdoc/>
    public override string Settings => _config.ToJson();

    /// <inheritdoc/>
    public override string LossUnit => "absolute error, target features standardised";

    /// <inheritdoc/>
    public override bool IsRecordable => true;

    /// <summary>The mask.</summary>
    public override IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return PatchMask.Draw(batch, context, _patches.PatchWindows, _windowSamples, _config.MaskRatio, _config.BlockLength).On(batch.Device).ToList();
    }

    /// <inheritdoc/>
    public override Tensor Loss(TensorBatch batch, LossContext context) => Errors(batch, context, withTrivial: false).Errors.mean();

    /// <inheritdoc/>
    public override IHeldOutScore NewScore() => new JepaScore(this);

    /// <summary>The target follows the encoder.</summary>
    public override void AfterStep(LossContext context)
    {
        var part = context.TotalSteps > 1 ? (double)context.Step / (context.TotalSteps - 1) : 1;
        Follow(_config.TargetDecayStart + (part * (_config.TargetDecayEnd - _config.TargetDecayStart)));
    }

    private void Follow(double decay)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var weights = Encoder.state_dict();
        foreach (var (name, value) in target.state_dict())
        {
            if (value.is_floating_point())
            {
                value.mul_(decay).add_(weights[name], alpha: 1 - decay);
            }
            else
            {
                value.copy_(weights[name]);
            }
        }
    }

    /// <summary>Mean absolute error of each exam, and of predicting what the other exams of the batch have at the same place, <c>(batch)</c> each.</summary>
    private (Tensor Errors, Tensor Trivial) Errors(TensorBatch batch, LossContext context, bool withTrivial)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (hidden, visible, _) = HiddenPatches.Of(context.Prepared(this, batch));
        var predicted = predictor.call(_patches.EncodeVisible(_patches.Embed(batch.Tracings), visible), visible, hidden);
        var places = hidden.unsqueeze(-1).expand(-1, -1, predicted.shape[2]);
        var all = Targets(batch.Tracings);
        var wanted = all.gather(1, places);
        var errors = (predicted.to(ScalarType.Float32) - wanted).abs().mean([1L, 2L]);
        if (!withTrivial)
        {
            return (errors, errors);
        }

        // Much of a target is the same in every exam, the place of its patch above all: beating zero would prove nothing.
        var others = batch.Size > 1 ? (all.sum([0L], true) - all) / (batch.Size - 1) : zeros_like(all);
        return (errors, (others.gather(1, places) - wanted).abs().mean([1L, 2L]));
    }

    private Tensor Targets(Tensor tracings)
    {
        using var quiet = no_grad();
        target.eval();
        var tokens = target.Tokens(tracings).to(ScalarType.Float32);
        return functional.layer_norm(tokens, [tokens.shape[2]]);
    }

    private sealed class JepaScore(JepaParadigm paradigm) : IMergeableScore
    {
        private readonly RecordLosses _losses = new();

        public void Add(TensorBatch batch, LossContext context)
        {
            var (errors, trivial) = paradigm.Errors(batch, context, withTrivial: true);
            var (losses, baselines) = (errors.cpu().data<float>().ToArray(), trivial.cpu().data<float>().ToArray());
            for (var exam = 0; exam < batch.Size; exam++)
            {
                _losses.Add(losses[exam], batch.PatientKeys.Span[exam], baselines[exam]);
            }
        }

        public void Write(BinaryWriter writer) => _losses.Write(writer);

        public void Read(BinaryReader reader) => _losses.Read(reader);

        public EvaluationResult ToResult(EvaluationPlan plan) => _losses.ToResult(paradigm.LossUnit, plan.BootstrapResamples, plan.Seed);
    }
}
