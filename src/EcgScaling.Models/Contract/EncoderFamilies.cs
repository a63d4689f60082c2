using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>The families of encoders by name. The built-in ones are listed here in full; nothing is found by scanning.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public static class EncoderFamilies
{
    private static ImmutableSortedDictionary<string, EncoderFamily> s_byName = new EncoderFamily[]
    {
        ResNet1d,
        Transformer,
        ConvNext1d,
        StateSpace,
    }.ToImmutableSortedDictionary(family => family.Name, family => family, StringComparer.Ordinal);

    /// <summary>Residual convolutional networks after Ribeiro et al. 2020, <c>resnet1d</c>.</summary>
    public static EncoderFamily ResNet1d => ResNet1dFamily.Instance;

    /// <summary>ECG Transformers (ViT in one dimension), <c>ecgtransformer</c>.</summary>
    public static EncoderFamily Transformer => EcgTransformerFamily.Instance;

    /// <summary>ConvNeXt over time, <c>convnext1d</c>.</summary>
    public static EncoderFamily ConvNext1d => ConvNext1dFamily.Instance;

    /// <summary>Diagonal state-space models, <c>s4d</c>.</summary>
    public static EncoderFamily StateSpace => S4dFamily.Instance;

    /// <summary>Every registered family, by name.</summary>
    public static IReadOnlyList<EncoderFamily> All => [.. s_byName.Values];

    /// <summary>The registered names, for messages.</summary>
    internal static string NameList => string.Join(", ", s_byName.Keys);

    /// <summary>Finds a family.</summary>
    /// <exception cref="ArgumentException">No family has that name; the message lists the names and the likeliest one.</exception>
    public static EncoderFamily Get(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return s_byName.GetValueOrDefault(name.Trim().ToLowerInvariant())
            ?? throw new ArgumentException(NearestName.Message("encoder family", name, s_byName.Keys), nameof(name));
    }

    /// <summary>Adds a family of your own, so that its configurations are read, sized and built like the built-in ones.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public static void Register(EncoderFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        ImmutableInterlocked.Update(
            ref s_byName,
            (byName, added) => byName.ContainsKey(added.Name)
                ? throw new ArgumentException($"An encoder family named '{added.Name}' is registered already; names are unique.", nameof(family))
                : byName.Add(added.Name, added),
            family);
    }

    /// <summary>Builds an encoder with fresh weights.</summary>
    /// <param name="config">Its knobs.</param>
    /// <param name="device">Where the weights go; null leaves them on the processor.</param>
    /// <remarks>
    /// Weights are drawn from torch's default generator on the processor in the order of construction, so that
    /// <c>torch.manual_seed(seed)</c> before the call decides them, whatever the device.
    /// </remarks>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public static EcgEncoder Build(EncoderConfig config, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        var encoder = Get(config.Family).Build(config);
        return device is null ? encoder : encoder.to(device);
    }
}
