namespace EcgScaling.Models;

/// <summary>Says which name was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The message for an unknown name: what was given, the likeliest name, the allowed ones.</summary>
    internal static string Message(string kind, string given, IEnumerable<string> allowed)
    {
        var names = allowed.ToList();
        var likeliest = names.MinBy(name => Distance(given.Trim().ToLowerInvariant(), name));
        var close = likeliest is not null && Distance(given.Trim().ToLowerInvariant(), likeliest) <= Math.Max(2, likeliest.Length / 2);
        return $"No {kind} is named '{given}'{(close ? $"; did you mean '{likeliest}'?" : ".")} Known: {string.Join(", ", names)}.";
    }

    /// <summary>The Levenshtein distance.</summary>
    internal static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
