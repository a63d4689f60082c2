using System.Globalization;
using System.Text.RegularExpressions;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>How deep each parameter of an encoder lies, read off its name: embedding or stem 0, blocks 1 upwards, what follows the blocks as deep as the last.</summary>
internal sealed partial class LayerDepths
{
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public LayerDepths(IEnumerable<string> names)
    {
        var all = names.ToArray();
        // Lists that stand side by side, such as a network's stages and what joins them, take turns by their first number.
        var order = all.Select(KeyOf).OfType<string>().Distinct().Select((key, place) => (key, place)).OrderBy(item => FirstNumber(item.key)).ThenBy(item => item.place)
            .Select((item, depth) => (item.key, Depth: depth + 1)).ToDictionary(item => item.key, item => item.Depth, StringComparer.Ordinal);
        Deepest = order.Count;
        var met = false;
        foreach (var name in all)
        {
            var key = KeyOf(name);
            met |= key is not null;
            _depths[name] = key is not null ? order[key] : met ? Deepest : 0;
        }
    }

    /// <summary>The depth of the last block.</summary>
    public int Deepest { get; }

    public int this[string name] => _depths[name];

    private static string? KeyOf(string name) => Block().Match(name) is { Success: true } block ? block.Value : null;

    private static int FirstNumber(string key) => int.Parse(Numbers().Match(key).Value, CultureInfo.InvariantCulture);

    // resblock1d_3., blocks.3., stages.1.0.
    [GeneratedRegex(@"^(\w+_\d+|\w+(\.\d+)+)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    // The first number that stands alone: not the 1 of resblock1d.
    [GeneratedRegex(@"(?<=[_.])\d+(?=[.])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
