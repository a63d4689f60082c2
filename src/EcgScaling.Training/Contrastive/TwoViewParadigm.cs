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
    private readonly Tensor? halves;

    private protected TwoViewParadigm(string name, EcgEncoder encoder, int hidden, int output)
        : base(name, encoder)
    {
        _projector = Sequential(Linear(encoder.FeatureSize, hidden), ReLU(), Linear(hidden, output));
        register_module("projector", _projector);
        if (encoder is IPatchEncoder patches && PatchesOfHalves(patches) is { } kept)
        {
            halves = tensor(kept, [2, kept.Length / 2]).DetachFromDisposeScope();
            register_buffer(nameof(halves), halves, persistent: false);
        }
    }

    /// <inheritdoc/>
    public override int SmallestBatch => 2;

    /// <inheritdoc/>
    public override bool IsMeanOverExams => false;

    /// <inheritdoc/>
    public override bool GathersProcesses => true;

    /// <inheritdoc/>
    public override bool IsRecordable => true;

    /// <summary>What two augmented views of a batch need, for <see cref="Views"/>.</summary>
    private protected static IReadOnlyList<Tensor> DrawViews(TensorBatch batch, LossContext context, AugmentationConfig augmentation) =>
        [.. DrawnView.Draw(batch, context, "a", augmentation).ToList(), .. DrawnView.Draw(batch, context, "b", augmentation).ToList()];

    /// <summary>Projections of two augmented views, <c>(batch, feature)</c> each.</summary>
    private protected (Tensor First, Tensor Second) Views(Tensor tracings, IReadOnlyList<Tensor> drawn, AugmentationConfig augmentation)
    {
        var half = drawn.Count / 2;
        return Project(
            Augmentation.View(tracings, DrawnView.Of([.. drawn.Take(half)]), augmentation), Augmentation.View(tracings, DrawnView.Of([.. drawn.Skip(half)]), augmentation));
    }

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
            return (Projections(Half(tokens, 0)), Projections(Half(tokens, 1)));

            Tensor Half(Tensor all, int half) => patches.EncodeVisible(all, halves!.narrow(0, half, 1).expand(all.shape[0], -1)).mean([1L]);
        }

        var half = tracings.shape[2] / 2;
        return Split(Projections(Encoder.call(cat([tracings.narrow(2, 0, half), tracings.narrow(2, half, half)], 0))));
    }

    /// <summary>In float32 in every precision: what is compared and gathered is.</summary>
    private Tensor Projections(Tensor features) => _projector.call(features).to(ScalarType.Float32);

    /// <summary>The patches of the first half in time, then as many of the second; an odd window at the end belongs to neither. Null where there is one window.</summary>
    private static long[]? PatchesOfHalves(IPatchEncoder patches)
    {
        var windows = (patches.PatchWindows.Max() + 1) / 2;
        return windows == 0 ? null : [.. Half(0), .. Half(1)];

        IEnumerable<long> Half(int half) => Enumerable.Range(0, patches.PatchCount).Where(patch => patches.PatchWindows[patch] / windows == half).Select(patch => (long)patch);
    }

    private static (Tensor First, Tensor Second) Split(Tensor both)
    {
        var rows = both.shape[0] / 2;
        return (both.narrow(0, 0, rows), both.narrow(0, rows, rows));
    }
}
