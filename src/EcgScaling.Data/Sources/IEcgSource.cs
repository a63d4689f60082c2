namespace EcgScaling.Data;

/// <summary>
/// A data set of ECG exams: metadata by index, and tracings read on demand. All members may be called from several threads at once.
/// </summary>
/// <remarks>
/// Exams that cannot be used (all-zero tracings, signals without a row in the table, ...) are not counted; they are listed in
/// <see cref="Quarantine"/>. The order of exams is fixed: the same files give the same index to the same exam.
/// </remarks>
public interface IEcgSource : IDisposable
{
    /// <summary>A short name for tables and figures, for example <c>CODE-15%</c>.</summary>
    string Name { get; }

    /// <summary>The shape that every tracing has, or null where tracings differ; see <see cref="ShapeOf"/>.</summary>
    TracingShape? CommonShape { get; }

    /// <summary>What a tracing's values count.</summary>
    /// <value>Default: millivolts.</value>
    SignalUnit Unit => SignalUnit.Millivolts;

    /// <summary>The names of the labels, in the order of <see cref="Exam.Labels"/>.</summary>
    IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of usable exams.</summary>
    int Count { get; }

    /// <summary>A hash of the data, for trial keys and reports: other data give another text. Hexadecimal, 64 digits.</summary>
    string ContentHash { get; }

    /// <summary>What was left out, and why.</summary>
    QuarantineReport Quarantine { get; }

    /// <summary>What a user should know about the data, such as missing patient ids.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>The metadata of an exam.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not in [0, Count).</exception>
    Exam ExamAt(int index);

    /// <summary>The shape of an exam's tracing.</summary>
    TracingShape ShapeOf(int index);

    /// <summary>Reads a tracing in millivolts.</summary>
    /// <param name="index">The exam.</param>
    /// <param name="destination">Shape <c>(lead, sample)</c>, at least <see cref="TracingShape.Length"/> long. Padding is 0, invalid samples are NaN.</param>
    /// <returns>The recorded samples.</returns>
    /// <exception cref="EcgDataException">The tracing cannot be read.</exception>
    ValidRange Read(int index, Span<float> destination);
}
