using System.Globalization;
using System.Text.Json.Serialization;

namespace EcgScaling.Study.Describing;

/// <summary>One point of the data axis: a number of training records, or a part of all of them. As text <c>1000</c>, <c>20K</c> or <c>12.5%</c>.</summary>
[JsonConverter(typeof(DataSizeJsonConverter))]
public readonly record struct DataSize
{
    private DataSize(long records, double fraction) => (RecordCount, FractionOfAll) = (records, fraction);

    /// <summary>Every training record.</summary>
    public static DataSize All { get; } = new(0, 1);

    /// <summary>The number of records, or 0 where this is a part.</summary>
    public long RecordCount { get; }

    /// <summary>The part of all training records, or 0 where this is a number.</summary>
    public double FractionOfAll { get; }

    /// <summary>A number of records.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="records"/> is below 1.</exception>
    public static DataSize Records(long records)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 1);
        return new(records, 0);
    }

    /// <summary>A part of all training records, in (0, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not in (0, 1].</exception>
    public static DataSize Fraction(double fraction) => fraction is > 0 and <= 1
        ? new(0, fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A part of the training records lies in (0, 1].");

    /// <summary>Numbers of records stand for themselves.</summary>
    public static implicit operator DataSize(long records) => Records(records);

    /// <summary>The same as the implicit conversion.</summary>
    public static DataSize FromInt64(long records) => Records(records);

    /// <summary>Reads <c>1000</c>, <c>20K</c> or <c>12.5%</c>.</summary>
    /// <exception cref="FormatException">The text is none of them.</exception>
    public static DataSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.EndsWith('%') && double.TryParse(trimmed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
        {
            return Fraction(percent / 100);
        }

        return SizeText.TryParse(trimmed, out var records) && records >= 1
            ? Records(records)
            : throw new FormatException($"'{text}' is not a data size; write a number of records such as 1000 or 20K, or a part such as 12.5%.");
    }

    /// <summary>How many records this is of so many training records.</summary>
    public long Of(long trainingRecords) => RecordCount > 0 ? RecordCount : Math.Max(1, (long)Math.Round(FractionOfAll * trainingRecords));

    /// <inheritdoc/>
    public override string ToString() => RecordCount > 0
        ? RecordCount.ToString(CultureInfo.InvariantCulture)
        : (FractionOfAll * 100).ToString("0.######", CultureInfo.InvariantCulture) + "%";
}
