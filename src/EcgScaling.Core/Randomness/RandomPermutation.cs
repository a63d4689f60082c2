using System.Numerics;

namespace EcgScaling;

/// <summary>
/// A random order of 0 .. Count-1 of which any element can be read without storing the rest: shuffling millions of records costs no memory.
/// </summary>
/// <remarks>
/// A six-round Feistel network over the smallest even power of two that holds Count, with cycle walking; the round function mixes the key
/// of (seed, purpose, index). Thread-safe: it is immutable.
/// </remarks>
public sealed class RandomPermutation
{
    private const int Rounds = 6;
    private readonly ulong[] _keys = new ulong[Rounds];
    private readonly int _halfBits;
    private readonly ulong _halfMask;

    /// <summary>Makes the order of <paramref name="count"/> items for a seed, a purpose and an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public RandomPermutation(long count, ulong seed, string purpose, params ReadOnlySpan<long> index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        var stream = new RandomStream(seed, purpose, index);
        for (var round = 0; round < Rounds; round++)
        {
            _keys[round] = stream.NextUInt64();
        }

        var bits = count <= 1 ? 2 : 64 - BitOperations.LeadingZeroCount((ulong)count - 1);
        _halfBits = Math.Max(1, (bits + 1) / 2);
        _halfMask = (1UL << _halfBits) - 1;
    }

    /// <summary>How many items are ordered.</summary>
    public long Count { get; }

    /// <summary>The item at a place of the random order.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="place"/> is not in [0, Count).</exception>
    public long this[long place]
    {
        get
        {
            if ((ulong)place >= (ulong)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(place), place, $"The permutation has {Count} places.");
            }

            var value = (ulong)place;
            do
            {
                value = Encrypt(value);
            }
            while (value >= (ulong)Count);
            return (long)value;
        }
    }

    private ulong Encrypt(ulong value)
    {
        var (left, right) = (value >> _halfBits, value & _halfMask);
        foreach (var key in _keys)
        {
            (left, right) = (right, left ^ (RandomStream.Mix(right ^ key) & _halfMask));
        }

        return (left << _halfBits) | right;
    }
}
