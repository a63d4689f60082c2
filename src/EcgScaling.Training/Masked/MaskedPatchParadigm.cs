using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Masked;

/// <summary>Masked autoencoding for encoders over patches: the encoder sees visible patches only, a light decoder reconstructs the rest.</summary>
public sealed class MaskedPatchParadigm : MaskedParadigm
{
    private readonly IPatchEncoder _patches;
    private readonly PatchDecoder decoder;

    /// <summary>Puts a decoder on the encoder.</summary>
    /// <exception cref="ArgumentException">The encoder has no patches, or too few, or of another length than the settings ask for.</exception>
    public MaskedPatchParadigm(EcgEncoder encoder, MaskedConfig config)
        : base(encoder, config)
    {
        _patches = encoder as IPatchEncoder ?? throw new ArgumentException($"{encoder.Config.Family} does not encode patches (IPatchEncoder); use MaskedSpanParadigm.", nameof(encoder));
        var windows = _patches.PatchWindows.Max() + 1;
        WindowSamples = encoder.Config is EcgTransformerConfig transformer ? transformer.PatchSize : (encoder.Input.Samples + windows - 1) / windows;
        if (_patches.PatchCount < 2)
        {
            throw new ArgumentException($"One patch covers the whole tracing of {encoder.Input.Samples} samples; masked modelling needs at least 2. Lower PatchSize.", nameof(encoder));
        }

        if (config.PatchSamples is { } asked && asked != WindowSamples)
        {
            throw new ArgumentException($"MaskedConfig.PatchSamples is {asked} but the encoder's patches have {WindowSamples} samples; make them equal, or leave PatchSamples null.", nameof(config));
        }

        decoder = new PatchDecoder(_patches, encoder.TokenSize, config.DecoderWidth, config.DecoderDepth, config.DecoderHeads, _patches.PatchValues);
        register_module(nameof(decoder), decoder);
    }

    private protected override IReadOnlyList<int> Windows => _patches.PatchWindows;

    private protected override int WindowSamples { get; }

    private protected override Tensor Patchify(Tensor tracings) => _patches.Patchify(tracings);

    private protected override Tensor Predict(TensorBatch batch, HiddenPatches mask) =>
        decoder.call(_patches.EncodeVisible(_patches.Embed(batch.Tracings), mask.Visible), mask.Visible, mask.Hidden);
}
