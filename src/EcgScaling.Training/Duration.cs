using System.Globalization;
using System.Text.Json.Serialization;

namespace EcgScaling.Training;

/// <summary>How long something lasts or how far apart two events are, in records, steps or epochs. Written <c>20000 records</c>, <c>500 steps</c>, <c>2.5 epochs</c>.</summary>
[JsonConverter(typeof(DurationJsonConverter))]
public readonly record struct Duration
{
    private Duration(double amount, DurationUnit unit)
    {
        if (!double.IsFinite(amount) || amount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A duration is a positive finite number of records, steps or epochs.");
        }

        Amount = amount;
        Unit = unit;
    }

    /// <summary>How many units. Zero only for <c>default</c>, which no factory yields.</summary>
    public double Amount { get; }

    /// <summary>What is counted.</summary>
    public DurationUnit Unit { get; }

    /// <summary>A number of tracings seen.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not positive.</exception>
    public static Duration Records(long amount) => new(amount, DurationUnit.Records);

    /// <summary>A number of weight updates.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not positive.</exception>
    public static Duration Steps(long amount) => new(amount, DurationUnit.Steps);

    /// <summary>A number of passes over the training records; parts of one are allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not positive.</exception>
    public static Duration Epochs(double amount) => new(amount, DurationUnit.Epochs);

    /// <summary>Reads <c>20000 records</c>, <c>500 steps</c> or <c>2.5 epochs</c>; the singular is allowed.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static Duration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 2
            && double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && Enum.TryParse<DurationUnit>(words[1].TrimEnd('s') + "s", ignoreCase: true, out var unit)
            && double.IsFinite(amount) && amount > 0
            && (unit == DurationUnit.Epochs || amount == Math.Floor(amount)))
        {
            return new Duration(amount, unit);
        }

        throw new FormatException($"'{text}' is no duration; write a positive number and a unit: '20000 records', '500 steps' or '2.5 epochs'.");
    }

    /// <summary>The number of steps this takes, rounded up, at least one.</summary>
    /// <param name="batchSize">Records per step.</param>
    /// <param name="recordsPerEpoch">Training records.</param>
    public long ToSteps(int batchSize, long recordsPerEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recordsPerEpoch, 1);
        var steps = Unit switch
        {
            DurationUnit.Steps => Amount,
            DurationUnit.Records => Amount / batchSize,
            _ => Amount * recordsPerEpoch / batchSize,
        };
        return Math.Max(1, checked((long)Math.Ceiling(steps - 1e-9)));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:R} {Unit.ToString().ToLowerInvariant()}");
}
