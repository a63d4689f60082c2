namespace EcgScaling.Models;

/// <summary>One family of encoders: how it is configured, scaled and built. Derive to bring your own and register it in <see cref="EncoderFamilies"/>.</summary>
public abstract class EncoderFamily
{
    /// <summary>The registered name, lower case, for example <c>resnet1d</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The name for people, for tables and figures.</summary>
    public abstract string Title { get; }

    /// <summary>The configuration's type.</summary>
    public abstract Type ConfigType { get; }

    /// <summary>How the family's sizes are chosen when no rule is given.</summary>
    public virtual ScalingRule DefaultRule => ScalingRule.Compound;

    /// <summary>The configuration every size is derived from.</summary>
    /// <param name="input">What the encoder eats.</param>
    public abstract EncoderConfig Basis(EcgSpec input);

    /// <summary>The same configuration at another width; a width of 1 is the basis' own.</summary>
    /// <param name="basis">Where the other knobs come from.</param>
    /// <param name="multiplier">Positive; every width is multiplied by it and rounded to the nearest allowed one.</param>
    public abstract EncoderConfig WithWidth(EncoderConfig basis, double multiplier);

    /// <summary>The same configuration at another depth.</summary>
    /// <param name="basis">Where the other knobs come from.</param>
    /// <param name="depth">Number of blocks, at least 1.</param>
    public abstract EncoderConfig WithDepth(EncoderConfig basis, int depth);

    /// <summary>The depth that belongs to a width under <see cref="ScalingRule.Compound"/>; never falls as the width grows.</summary>
    public abstract int CompoundDepth(EncoderConfig basis, double multiplier);

    /// <summary>Builds the encoder with fresh weights from torch's default generator.</summary>
    public abstract EcgEncoder Build(EncoderConfig config);
}
