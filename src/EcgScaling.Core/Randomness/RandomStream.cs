namespace EcgScaling;

/// <summary>
/// A reproducible stream of random numbers. The stream is a pure function of (seed, purpose, index): it does not depend on threads,
/// on what was drawn elsewhere, or on the machine. Different purposes or indices give independent streams.
/// </summary>
/// <remarks>
/// Counter-based Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11). Not thread-safe: give each worker its own
/// stream. The numbers a stream yields are part of the library's contract and do not change between versions.
/// </remarks>
public sealed class RandomStream
{
    private readonly ulong _key;
    private readonly ulong _lane;
    private ulong _block;
    private int _used = 4;
    private (uint X0, uint X1, uint X2, uint X3) _words;
    private double _spareGaussian = double.NaN;

    /// <summary>Opens the stream of a seed, a purpose and an index.</summary>
    /// <param name="seed">The seed of the study or trial.</param>
    /// <param name="purpose">What the numbers are for, for example <c>"dropout"</c>; a different word is a different stream.</param>
    /// <param name="index">Further coordinates, such as (epoch, record).</param>
    public RandomStream(ulong seed, string purpose, params ReadOnlySpan<long> index)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var lane = Mix(0x243F6A8885A308D3UL ^ (ulong)purpose.Length);
        foreach (var letter in purpose)
        {
            lane = Mix(lane ^ letter);
        }

        foreach (var coordinate in index)
        {
            lane = Mix(lane ^ unchecked((ulong)coordinate));
        }

        _key = Mix(seed ^ 0x13198A2E03707344UL);
        _lane = Mix(lane ^ (ulong)index.Length);
    }

    /// <summary>How many 32-bit words have been drawn; setting it moves the stream there (resume) in constant time.</summary>
    public long Position
    {
        get => checked((long)((_block * 4) + (ulong)_used - 4));
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _spareGaussian = double.NaN;
            _block = (ulong)value / 4;
            _used = 4;
            for (var skip = value % 4; skip > 0; skip--)
            {
                NextUInt32();
            }
        }
    }

    /// <summary>32 uniform bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _words = Philox.Block(_block++, _lane, _key);
            _used = 0;
        }

        return _used++ switch { 0 => _words.X0, 1 => _words.X1, 2 => _words.X2, _ => _words.X3 };
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1) with 24 bits.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1.0f / (1 << 24));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), without bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // Lemire 2019: multiply and reject the few words that would favour small results.
        var threshold = unchecked((uint)-bound) % (uint)bound;
        while (true)
        {
            var product = (ulong)NextUInt32() * (uint)bound;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>True with the given probability.</summary>
    public bool NextBoolean(double probability) => NextDouble() < probability;

    /// <summary>A standard normal number (Box and Muller).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareGaussian = radius * sine;
        return radius * cosine;
    }

    /// <summary>A normal number with mean and standard deviation.</summary>
    public double NextGaussian(double mean, double deviation) => mean + (deviation * NextGaussian());

    /// <summary>Brings the items into a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt32(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>The finaliser of SplitMix64: spreads every input bit over the word.</summary>
    internal static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
