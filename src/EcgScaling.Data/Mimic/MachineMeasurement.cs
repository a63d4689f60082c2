using EcgScaling.Data.Csv;

namespace EcgScaling.Data.Mimic;

/// <summary>What the cart measured and reported of one MIMIC-IV-ECG study. Times in milliseconds, axes in degrees; NaN where the machine had none.</summary>
/// <remarks>The table marks a missing value by a large number: times outside 0 to 5000 ms and axes outside -360 to 360 degrees are not taken.</remarks>
public sealed record MachineMeasurement
{
    private const double LongestTime = 5000;
    private const double LargestAxis = 360;

    /// <summary>The labels made of a measurement, in the order of <see cref="WriteLabels"/>.</summary>
    public static IReadOnlyList<string> LabelNames { get; } = ["rr_interval", "pr_interval", "qrs_duration", "qt_interval", "qt_corrected", "p_axis", "qrs_axis", "t_axis"];

    /// <summary>The study.</summary>
    public required long StudyId { get; init; }

    /// <summary>The patient.</summary>
    public required long SubjectId { get; init; }

    /// <summary>The machine's statements, from the first to the last.</summary>
    public IReadOnlyList<string> Report { get; init; } = [];

    /// <summary>From R to R.</summary>
    public double RrInterval { get; init; } = double.NaN;

    /// <summary>The start of the P wave, from the start of the average beat.</summary>
    public double PStart { get; init; } = double.NaN;

    /// <summary>The end of the P wave.</summary>
    public double PEnd { get; init; } = double.NaN;

    /// <summary>The start of QRS.</summary>
    public double QrsStart { get; init; } = double.NaN;

    /// <summary>The end of QRS.</summary>
    public double QrsEnd { get; init; } = double.NaN;

    /// <summary>The end of the T wave.</summary>
    public double TEnd { get; init; } = double.NaN;

    /// <summary>The axis of P.</summary>
    public double PAxis { get; init; } = double.NaN;

    /// <summary>The axis of QRS.</summary>
    public double QrsAxis { get; init; } = double.NaN;

    /// <summary>The axis of T.</summary>
    public double TAxis { get; init; } = double.NaN;

    /// <summary>From the start of P to the start of QRS.</summary>
    public double PrInterval => Time(QrsStart - PStart);

    /// <summary>From the start to the end of QRS.</summary>
    public double QrsDuration => Time(QrsEnd - QrsStart);

    /// <summary>From the start of QRS to the end of T.</summary>
    public double QtInterval => Time(TEnd - QrsStart);

    /// <summary>QT over the square root of RR in seconds (Bazett).</summary>
    public double QtCorrected => RrInterval > 0 ? Time(QtInterval / Math.Sqrt(RrInterval / 1000)) : double.NaN;

    /// <summary>Reads <c>machine_measurements.csv</c> row by row.</summary>
    /// <exception cref="EcgDataException">There is no such table, or a line of it cannot be read.</exception>
    public static IEnumerable<MachineMeasurement> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Rows(path);
    }

    /// <summary>Writes the values of <see cref="LabelNames"/>.</summary>
    public void WriteLabels(Span<float> destination)
    {
        double[] values = [RrInterval, PrInterval, QrsDuration, QtInterval, QtCorrected, PAxis, QrsAxis, TAxis];
        for (var label = 0; label < values.Length; label++)
        {
            destination[label] = (float)values[label];
        }
    }

    private static IEnumerable<MachineMeasurement> Rows(string path)
    {
        using var rows = CsvRows.Open(path);
        var (study, subject, rr) = (rows.Require("study_id"), rows.Require("subject_id"), rows.Require("rr_interval"));
        var (pStart, pEnd, qrsStart, qrsEnd, tEnd) = (rows.Require("p_onset"), rows.Require("p_end"), rows.Require("qrs_onset"), rows.Require("qrs_end"), rows.Require("t_end"));
        var (pAxis, qrsAxis, tAxis) = (rows.Require("p_axis"), rows.Require("qrs_axis"), rows.Require("t_axis"));
        var reports = Enumerable.Range(0, 18).Select(line => rows.Find($"report_{line}")).Where(column => column >= 0).ToArray();
        while (rows.Next())
        {
            yield return new MachineMeasurement
            {
                StudyId = rows.Integer(study),
                SubjectId = rows.Integer(subject),
                Report = [.. reports.Select(rows.Cell).Where(text => text.Length > 0)],
                RrInterval = Time(rows.Number(rr)),
                PStart = Time(rows.Number(pStart)),
                PEnd = Time(rows.Number(pEnd)),
                QrsStart = Time(rows.Number(qrsStart)),
                QrsEnd = Time(rows.Number(qrsEnd)),
                TEnd = Time(rows.Number(tEnd)),
                PAxis = Axis(rows.Number(pAxis)),
                QrsAxis = Axis(rows.Number(qrsAxis)),
                TAxis = Axis(rows.Number(tAxis)),
            };
        }
    }

    private static double Time(double milliseconds) => milliseconds is >= 0 and <= LongestTime ? milliseconds : double.NaN;

    private static double Axis(double degrees) => Math.Abs(degrees) <= LargestAxis ? degrees : double.NaN;
}
