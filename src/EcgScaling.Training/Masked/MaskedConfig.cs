using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Masked;

/// <summary>
/// Masked modelling: hide most of the tracing, reconstruct it. A Transformer's encoder sees visible patches only (He et al. 2022);
/// a convolutional encoder sees the whole tracing with the hidden spans replaced. The loss is the squared error of each hidden patch after
/// standardising it to mean 0 and variance 1, so that predicting its mean gives about 1 at every size and for every family.
/// </summary>
public sealed record MaskedConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "masked";

    /// <summary>The part of the patches that is hidden.</summary>
    /// <value>Default: 0.75 (He et al. 2022; ST-MEM).</value>
    public double MaskRatio { get; init; } = 0.75;

    /// <summary>Which ones.</summary>
    /// <value>Default: <see cref="MaskShape.Random"/>.</value>
    public MaskShape Shape { get; init; } = MaskShape.Random;

    /// <summary>Patches in a run when <see cref="Shape"/> is <see cref="MaskShape.Block"/>.</summary>
    /// <value>Default: 4.</value>
    public int BlockLength { get; init; } = 4;

    /// <summary>
    /// Samples of one patch of the target, per lead. For a Transformer it must be its patch length.
    /// </summary>
    /// <value>Default: none, that is the patch length of a Transformer and 64 samples for a convolutional encoder.</value>
    public int? PatchSamples { get; init; }

    /// <summary>Whether each hidden patch is standardised before comparison; false compares in the unit of the input.</summary>
    /// <value>Default: true (norm_pix_loss of He et al. 2022).</value>
    public bool NormaliseTargets { get; init; } = true;

    /// <summary>
    /// Added to each patch's variance in the square of the input's unit, so that an isoelectric stretch does not blow noise up to variance 1.
    /// </summary>
    /// <value>Default: 1e-6 (He et al. 2022).</value>
    public double VarianceFloor { get; init; } = 1e-6;

    /// <summary>Whether a convolutional encoder sees a learnt value per lead in hidden spans; false gives zeros. Transformers use neither.</summary>
    /// <value>Default: true.</value>
    public bool MaskToken { get; init; } = true;

    /// <summary>Width of the decoder; fixed over a study so that it does not grow with the encoder.</summary>
    /// <value>Default: 128.</value>
    public int DecoderWidth { get; init; } = 128;

    /// <summary>Blocks of the Transformer's decoder.</summary>
    /// <value>Default: 2.</value>
    public int DecoderDepth { get; init; } = 2;

    /// <summary>Attention heads of the Transformer's decoder; they divide <see cref="DecoderWidth"/>.</summary>
    /// <value>Default: 4 (ST-MEM).</value>
    public int DecoderHeads { get; init; } = 4;

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (!(MaskRatio > 0 && MaskRatio < 1))
        {
            problems.Add($"MaskRatio is {MaskRatio}; it lies in (0, 1), usually 0.5 to 0.9.");
        }

        if (BlockLength < 1)
        {
            problems.Add($"BlockLength is {BlockLength}; it is at least 1 patch.");
        }

        if (PatchSamples < 1)
        {
            problems.Add($"PatchSamples is {PatchSamples}; it is at least 1 sample, or null for the encoder's own.");
        }

        if (!(VarianceFloor > 0 && double.IsFinite(VarianceFloor)))
        {
            problems.Add($"VarianceFloor is {VarianceFloor}; it is a small positive number such as 1e-6.");
        }

        if (DecoderWidth < 1 || DecoderDepth < 1 || DecoderHeads < 1 || DecoderWidth % Math.Max(1, DecoderHeads) != 0)
        {
            problems.Add($"DecoderWidth {DecoderWidth}, DecoderDepth {DecoderDepth} and DecoderHeads {DecoderHeads} are at least 1 and the heads divide the width.");
        }

        SpecException.ThrowIfAny(nameof(MaskedConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => encoder switch
    {
        IPatchEncoder => new MaskedPatchParadigm(encoder, this),
        ITimeFeatureEncoder => new MaskedSpanParadigm(encoder, this),
        _ => throw new ArgumentException(
            $"Masked modelling needs an encoder over patches (IPatchEncoder) or over time (ITimeFeatureEncoder); {encoder.Config.Family} is neither.", nameof(encoder)),
    };
}
