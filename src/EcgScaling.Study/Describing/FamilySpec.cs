using System.Collections.Immutable;
using EcgScaling.Models;

namespace EcgScaling.Study.Describing;

/// <summary>A model family and the sizes to train it at.</summary>
public sealed record FamilySpec
{
    /// <summary>The family's registered name, for example <c>resnet1d</c> or <c>ecgtransformer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The sizes, as target numbers of encoder parameters; each gives the configuration nearest to it, and its exact count is what is reported and fitted.</summary>
    public ImmutableArray<long> Sizes { get; init; } = [];

    /// <summary>What grows with the size.</summary>
    /// <value>Default: none, that is the family's own rule.</value>
    public ScalingRule? Rule { get; init; }

    /// <summary>The configuration every size is derived from; its input is replaced by the study's.</summary>
    /// <value>Default: none, that is the family's own.</value>
    public EncoderConfig? Basis { get; init; }
}
