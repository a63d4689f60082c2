using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgScaling.Data.Wfdb;

/// <summary>
/// Writes exams as WFDB records in format 16: a header with gains, first values, checksums, age, sex and labels, and one interleaved signal file.
/// </summary>
public static class WfdbWriter
{
    /// <summary>Writes one exam; existing files of the name are replaced.</summary>
    /// <param name="record">The exam, in millivolts.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="name">The record's name: letters, digits, underscores and hyphens.</param>
    /// <param name="labelNames">The names of the exam's labels; those present are written as a comment <c>Labels</c>.</param>
    /// <param name="gain">Counts a millivolt. Values that do not fit into 16 bits are limited; invalid samples are written as such.</param>
    /// <value>Default gain: 1000, one microvolt a count.</value>
    /// <exception cref="ArgumentException">The name or the gain is not allowed.</exception>
    public static void Write(EcgRecord record, string folder, string name, IReadOnlyList<string> labelNames, double gain = 1000)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(labelNames);
        if (string.IsNullOrEmpty(name) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
        {
            throw new ArgumentException($"'{name}' is not a WFDB record name; letters, digits, underscores and hyphens are allowed.", nameof(name));
        }

        if (!(gain > 0) || !double.IsFinite(gain))
        {
            throw new ArgumentOutOfRangeException(nameof(gain), gain, "A gain is a positive number of counts a millivolt.");
        }

        var (leads, samples) = (record.Shape.Leads.Count, record.Shape.Samples);
        var bytes = new byte[2L * leads * samples];
        var header = new StringBuilder();
        header.Append(CultureInfo.InvariantCulture, $"{name} {leads} {record.Shape.Rate.Hertz} {samples}\n");
        for (var lead = 0; lead < leads; lead++)
        {
            var (sum, first) = (0, 0);
            for (var sample = 0; sample < samples; sample++)
            {
                var count = Count(record.Millivolts[(lead * samples) + sample], gain);
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * ((sample * leads) + lead)), count);
                sum += count;
                first = sample == 0 ? count : first;
            }

            header.Append(CultureInfo.InvariantCulture, $"{name}.dat 16 {gain}(0)/mV 16 0 {first} {unchecked((short)sum)} 0 {record.Shape.Leads[lead]}\n");
        }

        var exam = record.Exam;
        header.Append(CultureInfo.InvariantCulture, $"# Age: {exam.Age}\n# Sex: {exam.Sex}\n# Exam: {OneLine(exam.Id)}\n# Patient: {OneLine(exam.PatientId)}\n");
        header.Append(CultureInfo.InvariantCulture, $"# Labels: {string.Join(", ", labelNames.Where((_, label) => label < exam.Labels.Length && exam.Labels[label] > 0))}\n");
        AtomicFile.WriteAllBytes(Path.Combine(folder, name + ".dat"), bytes);
        AtomicFile.WriteAllText(Path.Combine(folder, name + ".hea"), header.ToString());
    }

    private static short Count(float millivolts, double gain) =>
        float.IsNaN(millivolts) ? short.MinValue : (short)Math.Clamp(Math.Round(millivolts * gain), -short.MaxValue, short.MaxValue);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
