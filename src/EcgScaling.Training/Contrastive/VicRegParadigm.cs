using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Contrastive;

/// <summary>VICReg; see <see cref="VicRegConfig"/>.</summary>
public sealed class VicRegParadigm : TwoViewParadigm
{
    private const double DeviationFloor = 1e-4;
    private readonly VicRegConfig _config;

    /// <summary>Puts an expander on the encoder.</summary>
    public VicRegParadigm(EcgEncoder encoder, VicRegConfig config)
        : base("vicreg", encoder, config?.ExpanderWidth ?? throw new ArgumentNullException(nameof(config)), config.ExpanderWidth)
    {
        config.Validate();
        _config = config;
    }

    /// <inheritdoc/>
    public override string Settings => _config.ToJson();

    /// <inheritdoc/>
    public override string LossUnit => "VICReg loss";

    /// <inheritdoc/>
    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (mine, other) = Views(batch.Tracings, context.Prepared(this, batch), _config.Augmentation);
        var (first, second) = (context.Gather(mine), context.Gather(other));
        var spread = (Spread(first) + Spread(second)) / 2;
        return (functional.mse_loss(first, second) * _config.Invariance) + (spread * _config.Variance) + ((Overlap(first) + Overlap(second)) * _config.Covariance);
    }

    /// <summary>What the views need.</summary>
    public override IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return DrawViews(batch, context, _config.Augmentation);
    }

    /// <summary>The loss beside that of features collapsed to one point.</summary>
    public override IHeldOutScore NewScore() => new MeanLossScore(this, _ => _config.Variance * (1 - Math.Sqrt(DeviationFloor)));

    /// <summary>How far standard deviations over the batch are below 1.</summary>
    private static Tensor Spread(Tensor features) => functional.relu(1 - (Centred(features).square().sum([0L]) / (features.shape[0] - 1) + DeviationFloor).sqrt()).mean();

    /// <summary>Squared covariances between different features, per feature.</summary>
    private static Tensor Overlap(Tensor features)
    {
        using var full = MixedPrecision.Leave(features.device);
        var centred = Centred(features);
        var covariance = centred.t().mm(centred) / (features.shape[0] - 1);
        return (covariance.square().sum() - covariance.diagonal().square().sum()) / features.shape[1];
    }

    private static Tensor Centred(Tensor features) => features - features.mean([0L], true);
}
