using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Contrastive;

/// <summary>What paradigms over two views share: the views' features and a projector of two layers.</summary>
public abstract class TwoViewParadigm : Paradigm
{
    private readonly Sequential _projector;

    private protected TwoViewParadigm(string name, EcgEncoder encoder, int hidden, int output)
        : base(name, encoder)
    {
        _projector = Sequential(Linear(encoder.FeatureSize, hidden), ReLU(), Linear(hidden, output));
        register_module("projector", _projector);
    }

    /// <inheritdoc/>
    public override int SmallestBatch => 2;

    /// <inheritdoc/>
    public override bool IsMeanOverExams => false;

    /// <inheritdoc/>
    public override bool GathersProcesses => true;

    /// <summary>Projections of two augmented views, <c>(batch, feature)</c> each.</summary>
    private protected (Tensor First, Tensor Second) Views(TensorBatch batch, LossContext context, AugmentationConfig augmentation) =>
        Project(Augmentation.View(batch, context, "a", augmentation), Augmentation.View(batch, context, "b", augmentation));

    /// <summary>Projections of two tracings of the encoder's length; both go through in one batch, so that batch statistics are shared.</summary>
    private protected (Tensor First, Tensor Second) Project(Tensor first, Tensor second) => Split(Projections(Encoder.call(cat([first, second], 0))));

    /// <summary>
    /// Projections of the two halves in time. A Transformer encodes the patches of each half alone; a convolutional encoder takes the shorter tracing.
    /// </summary>
    private protected (Tensor First, Tensor Second) Halves(Tensor tracings)
    {
        if (Encoder is IPatchEncoder patches)
        {
            var tokens = patches.Embed(tracings);
            return (Projections(Half(patches, tokens, 0)), Projections(Half(patches, tokens, 1)));
        }

        var half = tracings.shape[2] / 2;
        return Split(Projections(Encoder.call(cat([tracings.narrow(2, 0, half), tracings.narrow(2, half, half)], 0))));
    }

    /// <summary>In float32 in every precision: what is compared and gathered is.</summary>
    private Tensor Projections(Tensor features) => _projector.call(features).to(ScalarType.Float32);

    private static Tensor Half(IPatchEncoder patches, Tensor tokens, int half)
    {
        var windows = (patches.PatchWindows.Max() + 1) / 2;
        var kept = Enumerable.Range(0, patches.PatchCount).Where(patch => patches.PatchWindows[patch] / windows == half).Select(patch => (long)patch).ToArray();
        var indices = tensor(kept, [1, kept.Length], device: tokens.device).expand(tokens.shape[0], -1);
        return patches.EncodeVisible(tokens, indices).mean([1L]);
    }

    private static (Tensor First, Tensor Second) Split(Tensor both)
    {
        var rows = both.shape[0] / 2;
        return (both.narrow(0, 0, rows), both.narrow(0, rows, rows));
    }
}
