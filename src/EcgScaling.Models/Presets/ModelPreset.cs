namespace EcgScaling.Models;

/// <summary>A named encoder, with the head it was published with where there is one.</summary>
public sealed record ModelPreset
{
    /// <summary>The name, lower case, family first: <c>resnet1d_2m</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The encoder.</summary>
    public required EncoderConfig Encoder { get; init; }

    /// <summary>Outputs of the linear head that belongs to it; 0 where the preset is the encoder alone.</summary>
    public int Outputs { get; init; }

    /// <summary>What it is, in a line.</summary>
    public required string Summary { get; init; }

    /// <summary>The cost, head included.</summary>
    public EncoderSize Size() => Sizing.Of(Encoder, Outputs);
}
