using System.Globalization;

namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>A measured value with its bootstrap interval.</summary>
/// <param name="Value">The value on the records as they are; NaN where it is not defined.</param>
/// <param name="Low">The lower end of the interval; NaN where there is none.</param>
/// <param name="High">The upper end of the interval; NaN where there is none.</param>
public sealed record MetricEstimate(double Value, double Low, double High)
{
    /// <inheritdoc/>
    public override string ToString() => double.IsNaN(Low)
        ? Value.ToString("F4", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Value:F4} [{Low:F4}, {High:F4}]");
}
