using System.Text.RegularExpressions;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>How deep each parameter of an encoder lies, read off its name: embedding or stem 0, blocks 1 upwards, what follows the blocks as deep as the last.</summary>
internal sealed partial class LayerDepths
{
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public LayerDepths(IEnumerable<string> names)
    {
        var blocks = new List<string>();
        foreach (var name in names)
        {
            // Names come in the order of the forward pass but for tokens and positions, which stand before the blocks too.
            if (Block().Match(name) is { Success: true } block && !blocks.Contains(block.Value))
            {
                blocks.Add(block.Value);
            }

            _depths[name] = blocks.Count;
        }

        Deepest = blocks.Count;
    }

    /// <summary>The depth of the last block.</summary>
    public int Deepest { get; }

    public int this[string name] => _depths[name];

    // resblock1d_3., blocks.3., stages.1.0.
    [GeneratedRegex(@"^(\w+_\d+|\w+(\.\d+)+)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
