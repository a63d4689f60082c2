using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Masked;

/// <summary>
/// Masked spans for convolutional encoders: hidden windows are replaced by a learnt value per lead (or zero) in all leads, the encoder sees
/// the whole length, a light decoder predicts the hidden windows. Target and loss are those of <see cref="MaskedPatchParadigm"/> with joint patches.
/// </summary>
public sealed class MaskedSpanParadigm : MaskedParadigm
{
    private const int DefaultPatch = 64;
    private readonly ITimeFeatureEncoder _time;
    private readonly int[] _windows;
    private readonly Parameter? mask_value;
    private readonly SpanDecoder decoder;

    /// <summary>Puts a decoder on the encoder.</summary>
    /// <exception cref="ArgumentException">The encoder has no features over time, or the patch is longer than half the tracing.</exception>
    public MaskedSpanParadigm(EcgEncoder encoder, MaskedConfig config)
        : base(encoder, config)
    {
        _time = encoder as ITimeFeatureEncoder ?? throw new ArgumentException($"{encoder.Config.Family} gives no features over time (ITimeFeatureEncoder); use MaskedPatchParadigm.", nameof(encoder));
        WindowSamples = config.PatchSamples ?? DefaultPatch;
        var (leads, samples) = (encoder.Input.Leads.Count, encoder.Input.Samples);
        _windows = [.. Enumerable.Range(0, (samples + WindowSamples - 1) / WindowSamples)];
        if (_windows.Length < 2)
        {
            throw new ArgumentException($"A patch of {WindowSamples} samples leaves one window in a tracing of {samples}; masked modelling needs at least 2. Lower MaskedConfig.PatchSamples.", nameof(config));
        }

        if (config.MaskToken)
        {
            mask_value = Parameter(zeros([1, leads, 1]));
            register_parameter(nameof(mask_value), mask_value);
        }

        decoder = new SpanDecoder(encoder.TokenSize, config.DecoderWidth, _windows.Length, leads * WindowSamples);
        register_module(nameof(decoder), decoder);
    }

    private protected override IReadOnlyList<int> Windows => _windows;

    private protected override int WindowSamples { get; }

    /// <summary>Lead by lead in each window, as an encoder over joint patches orders them; a last short window is filled with zeros.</summary>
    private protected override Tensor Patchify(Tensor tracings)
    {
        var shape = tracings.shape;
        var missing = (_windows.Length * WindowSamples) - shape[2];
        var filled = missing == 0 ? tracings : functional.pad(tracings, [0, missing]);
        return filled.view(shape[0], shape[1], _windows.Length, WindowSamples).permute(0, 2, 1, 3).reshape(shape[0], _windows.Length, -1);
    }

    private protected override Tensor Predict(TensorBatch batch, HiddenPatches mask)
    {
        var covered = mask.Samples(_windows.Length, WindowSamples, (int)batch.Tracings.shape[2]);
        var seen = batch.Tracings * (1 - covered);
        if (mask_value is not null)
        {
            seen = seen + (covered * mask_value);
        }

        var predicted = decoder.call(_time.FeatureMap(seen));
        return predicted.gather(1, mask.Hidden.unsqueeze(-1).expand(-1, -1, predicted.shape[2]));
    }
}
