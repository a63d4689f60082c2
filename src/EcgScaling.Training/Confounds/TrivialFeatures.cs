using EcgScaling.Data;

namespace EcgScaling.Training.Confounds;

/// <summary>Reads what is trivial about the recordings of a data set.</summary>
public static class TrivialFeatures
{
    /// <summary>
    /// Length (s), padding (share of samples), amplitude (root mean square, mV), peak (mV), flat leads (all zero), sample rate (Hz), leads and site. Those that
    /// are the same for all records are left out.
    /// </summary>
    /// <param name="source">The records as they were recorded, before preprocessing hides what they differ in.</param>
    /// <param name="exams">Their places.</param>
    /// <param name="progress">Told how many were read.</param>
    /// <param name="cancellation">Ends it between two records.</param>
    /// <exception cref="EcgDataException">A record cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<TrivialFeature> Of(IEcgSource source, IReadOnlyList<int> exams, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(exams);
        string[] names = ["length", "padding", "amplitude", "peak", "flat leads", "sample rate", "leads"];
        var values = names.Select(_ => new double[exams.Count]).ToArray();
        var done = 0;
        Parallel.For(0, exams.Count, new ParallelOptions { CancellationToken = cancellation }, place =>
        {
            var found = Measure(source, exams[place]);
            for (var feature = 0; feature < found.Length; feature++)
            {
                values[feature][place] = found[feature];
            }

            progress?.Report(Interlocked.Increment(ref done));
        });
        var sites = exams.Select(exam => source.ExamAt(exam).Site).ToArray();
        var known = sites.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. names.Select((name, feature) => new TrivialFeature(name, values[feature]))
                .Append(new TrivialFeature("site", [.. sites.Select(site => (double)known.IndexOf(site))], IsCategory: true))
                .Where(feature => feature.Values.Distinct().Skip(1).Any()),
        ];
    }

    private static double[] Measure(IEcgSource source, int exam)
    {
        var record = source.Load(exam);
        var (squares, count, peak, flat) = (0.0, 0L, 0.0, 0);
        for (var lead = 0; lead < record.Shape.Leads.Count; lead++)
        {
            var largest = 0.0;
            foreach (var value in record.Millivolts.AsSpan((lead * record.Shape.Samples) + record.Valid.Start, record.Valid.Length))
            {
                if (float.IsFinite(value))
                {
                    squares += (double)value * value;
                    count++;
                    largest = Math.Max(largest, Math.Abs(value));
                }
            }

            peak = Math.Max(peak, largest);
            flat += largest == 0 ? 1 : 0;
        }

        var rate = record.Shape.Rate.Hertz;
        return
        [
            record.Valid.Length / rate,
            1 - ((double)record.Valid.Length / record.Shape.Samples),
            Math.Sqrt(squares / Math.Max(1, count)),
            peak,
            flat,
            rate,
            record.Shape.Leads.Count,
        ];
    }
}
