namespace EcgScaling.Models;

/// <summary>A configuration found for a target size.</summary>
public sealed record SizedConfig
{
    /// <summary>The family's name.</summary>
    public required string Family { get; init; }

    /// <summary>The parameters asked for.</summary>
    public required long Target { get; init; }

    /// <summary>The rule it was found under.</summary>
    public required ScalingRule Rule { get; init; }

    /// <summary>The configuration.</summary>
    public required EncoderConfig Config { get; init; }

    /// <summary>Its cost.</summary>
    public required EncoderSize Size { get; init; }

    /// <summary>(parameters - target) / target.</summary>
    public double RelativeError => (double)(Size.Parameters - Target) / Target;
}
