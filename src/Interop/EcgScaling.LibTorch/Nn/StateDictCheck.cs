using System.Text;

namespace TorchSharp;

/// <summary>Compares a state dictionary with the one that a module expects, before anything is copied.</summary>
internal static class StateDictCheck
{
    private const int Listed = 20;

    /// <summary>The names that differ; throws where they may not, or where shapes differ.</summary>
    public static (List<string> Missing, List<string> Unexpected) Compare(
        string module,
        Dictionary<string, torch.Tensor> destination,
        Dictionary<string, torch.Tensor> source,
        bool strict,
        IList<string>? skip)
    {
        var missing = Absent(destination.Keys, source, skip);
        var unexpected = Absent(source.Keys, destination, skip);
        var misshapen = new List<string>();
        foreach (var (key, value) in source)
        {
            if (skip?.Contains(key) == true || !destination.TryGetValue(key, out var target))
            {
                continue;
            }

            if (value is null)
            {
                misshapen.Add($"{key}: the value is null");
            }
            else if (!value.shape.AsSpan().SequenceEqual(target.shape))
            {
                misshapen.Add($"{key}: the module has ({string.Join(", ", target.shape)}), the state dictionary ({string.Join(", ", value.shape)})");
            }
        }

        if (misshapen.Count > 0 || (strict && (missing.Count > 0 || unexpected.Count > 0)))
        {
            throw new InvalidOperationException(Describe(module, strict ? missing : [], strict ? unexpected : [], misshapen));
        }

        return (missing, unexpected);
    }

    private static List<string> Absent(IEnumerable<string> keys, Dictionary<string, torch.Tensor> there, IList<string>? skip)
    {
        var absent = new List<string>();
        foreach (var key in keys)
        {
            if (!there.ContainsKey(key) && skip?.Contains(key) != true)
            {
                absent.Add(key);
            }
        }

        return absent;
    }

    private static string Describe(string module, List<string> missing, List<string> unexpected, List<string> misshapen)
    {
        var text = new StringBuilder($"The state dictionary does not fit module {module}; nothing was loaded.");
        Append(text, "Missing", missing, ", ");
        Append(text, "Unexpected", unexpected, ", ");
        Append(text, "Shapes that differ", misshapen, "; ");
        if (misshapen.Count == 0)
        {
            text.Append(" Pass strict: false to load the names that both have, or list names in skip.");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, List<string> items, string separator)
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Append(' ').Append(title).Append(": ").AppendJoin(separator, items.Take(Listed));
        text.Append(items.Count > Listed ? $" and {items.Count - Listed} more." : ".");
    }
}
