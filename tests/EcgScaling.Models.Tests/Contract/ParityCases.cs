using System.Text.Json;

namespace EcgScaling.Models.Tests.Contract;

/// <summary>The configurations whose numbers PyTorch gave: every small case, and three sizes of each family at the full input.</summary>
internal static class ParityCases
{
    internal static IReadOnlyDictionary<string, EncoderConfig> All { get; } = EncoderCases.All
        .Concat(EncoderFamilies.All.SelectMany(family => new[] { 20_000L, 200_000L, 1_000_000L }
            .Select(target => KeyValuePair.Create($"{family.Name}-{target / 1000}k", Sizing.Nearest(family, target).Config))))
        .ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>What encoder_cases.json must hold.</summary>
    internal static string ToJson() => "{\n" + string.Join(",\n", All.Select(entry => $" {JsonSerializer.Serialize(entry.Key)}: {entry.Value.ToJson()}")) + "\n}\n";
}
