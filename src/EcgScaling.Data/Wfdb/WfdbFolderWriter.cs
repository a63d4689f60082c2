using System.Globalization;
using System.Text;

namespace EcgScaling.Data.Wfdb;

/// <summary>
/// Writes any source as a folder of WFDB records: one record an exam by <see cref="WfdbWriter"/>, the list <c>RECORDS</c>, and <c>labels.csv</c> with all labels, to be
/// read back with <c>source.WithLabels(LabelTable.Read("labels.csv", "exam_id"))</c>.
/// </summary>
public static class WfdbFolderWriter
{
    /// <summary>Writes a source. Tracings may differ in shape; records that are there already are written again.</summary>
    /// <param name="source">What to write.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="gain">Counts a millivolt; 1000 by default, one microvolt a count.</param>
    /// <param name="workers">Threads; 0, the default, for one a processor.</param>
    /// <param name="progress">Told after each record.</param>
    /// <param name="cancellation">Stops between records.</param>
    /// <exception cref="ArgumentException">The source counts something other than millivolts, or the gain is not allowed.</exception>
    /// <exception cref="EcgDataException">A tracing cannot be read.</exception>
    public static void Write(
        IEcgSource source, string folder, double gain = 1000, int workers = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        if (source.Unit != SignalUnit.Millivolts)
        {
            throw new ArgumentException($"{source.Name} holds {source.Unit}, and a WFDB header states millivolts. Choose a source, or a pipeline, that keeps them.", nameof(source));
        }

        Directory.CreateDirectory(folder);
        var names = Names(source);
        var done = 0;
        new ParallelWork(workers == 0 ? Environment.ProcessorCount : workers, cancellation).For(names.Length, index =>
        {
            WfdbWriter.Write(source.Load(index), folder, names[index], source.LabelNames, gain);
            progress?.Report(new DataProgress("writing records", Interlocked.Increment(ref done), names.Length));
        });
        AtomicFile.WriteAllText(Path.Combine(folder, "RECORDS"), string.Concat(names.Select(name => name + "\n")));
        WriteLabels(source, names, Path.Combine(folder, "labels.csv"));
    }

    // An id becomes a name by replacing what a name may not have; where two then agree, by its place as well.
    private static string[] Names(IEcgSource source)
    {
        var (names, taken) = (new string[source.Count], new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var index = 0; index < names.Length; index++)
        {
            var name = string.Concat(source.ExamAt(index).Id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
            while (name.Length == 0 || !taken.Add(name))
            {
                name += string.Create(CultureInfo.InvariantCulture, $"_{index}");
            }

            names[index] = name;
        }

        return names;
    }

    private static void WriteLabels(IEcgSource source, string[] names, string path) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', (IEnumerable<string>)["exam_id", .. source.LabelNames.Select(Quoted)]));
        for (var index = 0; index < names.Length; index++)
        {
            var labels = source.ExamAt(index).Labels.Select(label => float.IsNaN(label) ? string.Empty : label.ToString("R", CultureInfo.InvariantCulture));
            text.WriteLine(string.Join(',', (IEnumerable<string>)[names[index], .. labels]));
        }
    });

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
