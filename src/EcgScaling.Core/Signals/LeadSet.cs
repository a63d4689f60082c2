using System.Collections;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace EcgScaling;

/// <summary>An ordered set of leads: the meaning of the lead axis of a tracing. Two sets are equal when order and leads are.</summary>
[JsonConverter(typeof(LeadSetJsonConverter))]
public sealed class LeadSet : IReadOnlyList<Lead>, IEquatable<LeadSet>
{
    private readonly ImmutableArray<Lead> _leads;

    /// <summary>Makes a set from leads in order.</summary>
    /// <exception cref="ArgumentException">There is no lead, or one occurs twice.</exception>
    public LeadSet(params IEnumerable<Lead> leads)
    {
        _leads = [.. leads];
        if (_leads.Length == 0)
        {
            throw new ArgumentException("A lead set needs at least one lead.", nameof(leads));
        }

        var twice = _leads.GroupBy(lead => lead).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Lead {twice.Key} occurs {twice.Count()} times in {string.Join(',', _leads)}; a lead may occur once.", nameof(leads));
        }
    }

    /// <summary>The standard twelve: I, II, III, aVR, aVL, aVF, V1 to V6 (also the order of the CODE shards).</summary>
    public static LeadSet Twelve { get; } = new(
        Lead.I, Lead.II, Lead.III, Lead.AVR, Lead.AVL, Lead.AVF, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

    /// <summary>The eight independent leads: I, II, V1 to V6. The other four follow from I and II.</summary>
    public static LeadSet Eight { get; } = new(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3, Lead.V4, Lead.V5, Lead.V6);

    /// <summary>The number of leads.</summary>
    public int Count => _leads.Length;

    /// <summary>The lead at a position of the lead axis.</summary>
    public Lead this[int index] => _leads[index];

    /// <summary>Parses comma-separated names, or one of the words <c>twelve</c> / <c>12</c> and <c>eight</c> / <c>8</c>.</summary>
    /// <exception cref="ArgumentException">The text names no lead, or one twice.</exception>
    public static LeadSet Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text.Trim().ToLowerInvariant() switch
        {
            "twelve" or "12" => Twelve,
            "eight" or "8" => Eight,
            _ => new LeadSet(text.Split(',', StringSplitOptions.TrimEntries).Select(Lead.Parse)),
        };
    }

    /// <summary>The position of a lead, or -1.</summary>
    public int IndexOf(Lead lead) => _leads.IndexOf(lead);

    /// <summary>Whether the set holds the lead.</summary>
    public bool Contains(Lead lead) => _leads.Contains(lead);

    /// <inheritdoc/>
    public bool Equals(LeadSet? other) => other is not null && _leads.AsSpan().SequenceEqual(other._leads.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LeadSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var lead in _leads)
        {
            hash.Add(lead);
        }

        return hash.ToHashCode();
    }

    /// <summary>The names in order, separated by commas; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => string.Join(',', _leads);

    /// <inheritdoc/>
    public IEnumerator<Lead> GetEnumerator() => ((IEnumerable<Lead>)_leads).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
