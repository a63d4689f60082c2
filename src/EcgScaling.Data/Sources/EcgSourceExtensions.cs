using EcgScaling.Data.Labels;

namespace EcgScaling.Data;

/// <summary>Reading from any source.</summary>
public static class EcgSourceExtensions
{
    /// <summary>Reads an exam with its tracing into new memory.</summary>
    public static EcgRecord Load(this IEcgSource source, int index)
    {
        ArgumentNullException.ThrowIfNull(source);
        var shape = source.ShapeOf(index);
        var millivolts = new float[shape.Length];
        var valid = source.Read(index, millivolts);
        return new EcgRecord { Exam = source.ExamAt(index), Shape = shape, Millivolts = millivolts, Valid = valid };
    }

    /// <summary>
    /// Reads every tracing once and leaves out those that cannot be read (damaged chunks, wrong checksums, files cut off): what opening does not see because it
    /// does not read everything. A prepared store does the same while it is built.
    /// </summary>
    /// <param name="source">The source; disposed with the result.</param>
    /// <param name="workers">Threads; 0, the default, for one a processor.</param>
    /// <param name="progress">Told after each exam.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The readable exams; the others are in <see cref="IEcgSource.Quarantine"/>.</returns>
    public static IEcgSource Checked(this IEcgSource source, int workers = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        return new CheckedSource(source, workers == 0 ? Environment.ProcessorCount : workers, progress, cancellation);
    }

    /// <summary>The same exams with their age in years as one more, numeric label <c>age</c>; NaN where it is not known.</summary>
    /// <exception cref="ArgumentException">The source has such a label already.</exception>
    public static IEcgSource WithAge(this IEcgSource source) => new AgeLabelSource(source);

    /// <summary>The position of a label.</summary>
    /// <exception cref="ArgumentException">The source has no such label.</exception>
    public static int LabelIndex(this IEcgSource source, string label)
    {
        ArgumentNullException.ThrowIfNull(source);
        for (var place = 0; place < source.LabelNames.Count; place++)
        {
            if (source.LabelNames[place] == label)
            {
                return place;
            }
        }

        throw new ArgumentException($"{source.Name} has no label '{label}'; it has {string.Join(", ", source.LabelNames)}.", nameof(label));
    }

    /// <summary>The share of positive exams for each label, over the exams where it is known; NaN where it never is.</summary>
    public static double[] Prevalence(this IEcgSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var positive = new double[source.LabelNames.Count];
        var known = new double[positive.Length];
        for (var index = 0; index < source.Count; index++)
        {
            var labels = source.ExamAt(index).Labels;
            for (var label = 0; label < positive.Length; label++)
            {
                if (!float.IsNaN(labels[label]))
                {
                    known[label]++;
                    positive[label] += labels[label];
                }
            }
        }

        return [.. positive.Zip(known, (part, whole) => part / whole)];
    }
}
