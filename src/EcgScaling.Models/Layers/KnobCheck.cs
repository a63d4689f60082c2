using System.Globalization;

namespace EcgScaling.Models;

/// <summary>Checks knobs and collects what is wrong: what was given, what is allowed.</summary>
internal sealed class KnobCheck(ICollection<string> problems)
{
    private readonly int _before = problems.Count;

    /// <summary>Whether nothing was found so far, so that checks that combine knobs make sense.</summary>
    internal bool Passed => problems.Count == _before;

    internal void AtLeast(string name, int value, int least)
    {
        if (value < least)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed: {least} or more."));
        }
    }

    internal void EachAtLeast(string name, IReadOnlyList<int>? values, int least)
    {
        if (values is not { Count: > 0 } || values.Any(value => value < least))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is [{string.Join(", ", values ?? [])}]; allowed: one entry or more, each {least} or more."));
        }
    }

    internal void SameCount(params (string Name, IReadOnlyList<int>? Values)[] lists)
    {
        if (lists.Select(list => list.Values?.Count ?? 0).Distinct().Count() > 1)
        {
            problems.Add($"{string.Join(", ", lists.Select(list => $"{list.Name} has {list.Values?.Count ?? 0}"))} entries; each needs one entry for each stage.");
        }
    }

    internal void Probability(string name, double value)
    {
        if (!(value >= 0 && value < 1))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed: 0 up to, not including, 1 (the probability to drop)."));
        }
    }

    internal void Positive(string name, double value)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed: a positive number."));
        }
    }

    internal void Defined<T>(string name, T value)
        where T : struct, Enum => OneOf(name, value, Enum.GetValues<T>());

    internal void OneOf<T>(string name, T value, params ReadOnlySpan<T> allowed)
        where T : struct, Enum
    {
        if (!allowed.ToArray().Contains(value))
        {
            problems.Add($"{name} is {value}; allowed: {string.Join(", ", allowed.ToArray())}.");
        }
    }
}
