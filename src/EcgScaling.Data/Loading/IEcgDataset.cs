namespace EcgScaling.Data.Loading;

/// <summary>
/// Exams ready for a model: every tracing has the shape of <see cref="Spec"/>. All members may be called from several threads at once.
/// </summary>
public interface IEcgDataset : IDisposable
{
    /// <summary>A short name for tables and figures.</summary>
    string Name { get; }

    /// <summary>The shape of every tracing and the preprocessing that made it.</summary>
    EcgSpec Spec { get; }

    /// <summary>What the values of a prepared tracing count.</summary>
    /// <value>Default: millivolts.</value>
    SignalUnit Unit => SignalUnit.Millivolts;

    /// <summary>The names of the labels.</summary>
    IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of exams.</summary>
    int Count { get; }

    /// <summary>A hash of data and preprocessing, for trial keys. Hexadecimal, 64 digits.</summary>
    string ContentHash { get; }

    /// <summary>The patient's key; see <see cref="Patients.KeyOf"/>.</summary>
    long PatientKey(int index);

    /// <summary>The exam's id in its data set, to join predictions with tables.</summary>
    /// <value>Default: its place.</value>
    string ExamId(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Copies the labels of an exam: 1, 0, or NaN where not known; or a numeric label's value.</summary>
    /// <param name="index">The exam.</param>
    /// <param name="destination">Shape <c>(label)</c>.</param>
    void ReadLabels(int index, Span<float> destination);

    /// <summary>Reads a prepared tracing.</summary>
    /// <param name="index">The exam.</param>
    /// <param name="destination">Shape <c>(lead, sample)</c> of <see cref="Spec"/>; finite values only.</param>
    /// <returns>The recorded samples.</returns>
    /// <exception cref="EcgDataException">The tracing cannot be read.</exception>
    ValidRange Read(int index, Span<float> destination);
}
