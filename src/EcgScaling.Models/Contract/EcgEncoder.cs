using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>
/// An encoder of tracings: <c>(batch, lead, sample)</c> in millivolts in, pooled features <c>(batch, feature)</c> out.
/// Heads (classifier, projector, decoder) are attached outside.
/// </summary>
/// <remarks>Build one with <see cref="EncoderFamilies.Build(EncoderConfig, Device?)"/>. Not safe for use by several threads at once while training.</remarks>
public abstract class EcgEncoder : Module<Tensor, Tensor>
{
    /// <summary>Makes the encoder's base; derived classes register their components.</summary>
    protected EcgEncoder(EncoderConfig config)
        : base((config ?? throw new ArgumentNullException(nameof(config))).Family)
    {
        config.Validate();
        Config = config;
    }

    /// <summary>The knobs it was built from.</summary>
    public EncoderConfig Config { get; }

    /// <summary>What it eats.</summary>
    public EcgSpec Input => Config.Input;

    /// <summary>Size of the pooled features.</summary>
    public int FeatureSize => Config.FeatureSize;

    /// <summary>Size of one token.</summary>
    public int TokenSize => Config.TokenSize;

    /// <summary>Token or time features <c>(batch, token, feature)</c> of tracings <c>(batch, lead, sample)</c>, before pooling.</summary>
    /// <exception cref="ArgumentException">The input does not fit <see cref="Input"/>.</exception>
    public abstract Tensor Tokens(Tensor input);

    /// <summary>Whether tracings of another length than <see cref="EcgSpec.Samples"/> can be encoded (fully pooled encoders).</summary>
    protected virtual bool Accepts(long samples) => samples == Input.Samples;

    /// <summary>Throws unless the input is <c>(batch, lead, sample)</c> of this encoder's leads and an accepted length.</summary>
    /// <exception cref="ArgumentException">It is not; the message says how to mend it.</exception>
    protected void Require(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = input.shape;
        if (shape.Length != 3 || shape[1] != Input.Leads.Count || !Accepts(shape[2]))
        {
            throw new ArgumentException(
                $"{Config.Family} takes (batch, lead, sample) = (any, {Input.Leads.Count}, {Input.Samples}) with leads {Input.Leads}, got ({string.Join(", ", shape)}). "
                + "Prepare tracings with the EcgSpec of the model, or build it with another Input.",
                nameof(input));
        }
    }
}
