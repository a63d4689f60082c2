using System.Collections.Immutable;
using EcgScaling.Models;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Building;

/// <summary>The words for a study's models. Immutable: each returns a new one.</summary>
public sealed record ModelsBuilder
{
    internal ModelsBuilder(ImmutableArray<FamilySpec> families) => Families = families;

    /// <summary>What has been said so far.</summary>
    public ImmutableArray<FamilySpec> Families { get; private init; }

    /// <summary>Residual convolutional networks at these sizes.</summary>
    /// <param name="sizes">Target numbers of encoder parameters.</param>
    public ModelsBuilder ResNet1D(params ReadOnlySpan<long> sizes) => Family(EncoderFamilies.ResNet1d.Name, sizes);

    /// <summary>ECG Transformers at these sizes.</summary>
    /// <param name="sizes">Target numbers of encoder parameters.</param>
    public ModelsBuilder Transformer(params ReadOnlySpan<long> sizes) => Family(EncoderFamilies.Transformer.Name, sizes);

    /// <summary>Any registered family at these sizes.</summary>
    public ModelsBuilder Family(string name, params ReadOnlySpan<long> sizes) => Family(new FamilySpec { Name = name, Sizes = [.. sizes] });

    /// <summary>A family whose sizes are derived from a configuration of your own.</summary>
    /// <param name="basis">The configuration every size is derived from.</param>
    /// <param name="sizes">Target numbers of encoder parameters.</param>
    public ModelsBuilder Like(EncoderConfig basis, params ReadOnlySpan<long> sizes)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return Family(new FamilySpec { Name = basis.Family, Basis = basis, Sizes = [.. sizes] });
    }

    /// <summary>A family in full.</summary>
    public ModelsBuilder Family(FamilySpec family) => new(Families.Add(family));
}
