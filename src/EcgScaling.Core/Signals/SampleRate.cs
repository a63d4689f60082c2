using System.Globalization;
using System.Text.Json.Serialization;

namespace EcgScaling;

/// <summary>Samples per second of a tracing, in hertz. Tracings of different rates never mix silently.</summary>
[JsonConverter(typeof(SampleRateJsonConverter))]
public readonly record struct SampleRate : IComparable<SampleRate>
{
    /// <summary>Makes a rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hertz"/> is not a positive finite number.</exception>
    public SampleRate(double hertz)
    {
        if (!double.IsFinite(hertz) || hertz <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(hertz), hertz, "A sample rate is a positive number of hertz, for example 400.");
        }

        Hertz = hertz;
    }

    /// <summary>The 400 Hz of the CODE shards.</summary>
    public static SampleRate Code { get; } = new(400);

    /// <summary>Samples per second.</summary>
    public double Hertz { get; }

    /// <summary>How many whole samples cover a time.</summary>
    public int SamplesIn(TimeSpan time) => checked((int)Math.Round(time.TotalSeconds * Hertz));

    /// <summary>The time that a number of samples covers.</summary>
    public TimeSpan TimeOf(long samples) => TimeSpan.FromSeconds(samples / Hertz);

    /// <inheritdoc/>
    public int CompareTo(SampleRate other) => Hertz.CompareTo(other.Hertz);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hertz} Hz");

    /// <summary>Orders two rates.</summary>
    public static bool operator <(SampleRate left, SampleRate right) => left.Hertz < right.Hertz;

    /// <summary>Orders two rates.</summary>
    public static bool operator >(SampleRate left, SampleRate right) => left.Hertz > right.Hertz;

    /// <summary>Orders two rates.</summary>
    public static bool operator <=(SampleRate left, SampleRate right) => left.Hertz <= right.Hertz;

    /// <summary>Orders two rates.</summary>
    public static bool operator >=(SampleRate left, SampleRate right) => left.Hertz >= right.Hertz;
}
