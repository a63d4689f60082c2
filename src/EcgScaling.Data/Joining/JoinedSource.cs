using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Joining;

/// <summary>
/// The exams of several data sets one after the other, such as CODE-15% and SaMi-Trop for Chagas disease. A label that a data set does not have is not known for its exams.
/// </summary>
/// <remarks>
/// Ids of exams and patients get the name of their data set before them, so that data sets do not share patients by chance; folders of one name are parts of one data
/// set and share their patients. An exam without a site gets the name of its data set for one. Disposing it disposes the sources.
/// </remarks>
public sealed class JoinedSource : IEcgSource
{
    private readonly IEcgSource[] _sources;
    private readonly int[] _starts;

    // For each source: where each joined label is among its own, or -1.
    private readonly int[][] _columns;

    /// <summary>Joins sources.</summary>
    /// <param name="sources">At least one; they become this object's to dispose.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="EcgDataException">They count amplitudes in different units, or an exam occurs twice.</exception>
    public JoinedSource(IReadOnlyList<IEcgSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0)
        {
            throw new ArgumentException("There is no data set to join.", nameof(sources));
        }

        _sources = [.. sources];
        var (first, other) = (_sources[0], _sources.FirstOrDefault(source => source.Unit != _sources[0].Unit));
        if (other is not null)
        {
            throw new EcgDataException(other.Name, "unit", other.Unit.ToString(), $"{first.Unit}, as {first.Name} has", "Join data sets of one unit; amplitudes of the others would mean something else.");
        }

        _starts = new int[_sources.Length + 1];
        for (var place = 0; place < _sources.Length; place++)
        {
            _starts[place + 1] = checked(_starts[place] + _sources[place].Count);
        }

        LabelNames = [.. _sources.SelectMany(source => source.LabelNames).Distinct(StringComparer.Ordinal)];
        _columns = [.. _sources.Select(source => LabelNames.Select(label => source.LabelNames.ToList().IndexOf(label)).ToArray())];
        CommonShape = _sources.All(source => source.CommonShape is { } shape && shape == first.CommonShape) ? first.CommonShape : null;
        Name = string.Join(" + ", _sources.Select(source => source.Name).Distinct(StringComparer.Ordinal));
        RequireDifferentExams();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TracingShape? CommonShape { get; }

    /// <inheritdoc/>
    public SignalUnit Unit => _sources[0].Unit;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public int Count => _starts[^1];

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"joined|{string.Join('|', _sources.Select(source => $"{source.Name}:{source.ContentHash}"))}")));

    /// <inheritdoc/>
    public QuarantineReport Quarantine => new([.. _sources.SelectMany(source => source.Quarantine.Exams)]);

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [.. _sources.SelectMany(source => source.Warnings.Select(warning => $"{source.Name}: {warning}")).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        var (place, own) = Locate(index);
        var (source, exam) = (_sources[place], _sources[place].ExamAt(own));
        return exam with
        {
            Id = $"{source.Name}/{exam.Id}",
            PatientId = $"{source.Name}/{exam.PatientId}",
            Site = exam.Site.Length == 0 ? source.Name : exam.Site,
            Labels = Array.ConvertAll(_columns[place], column => column < 0 ? float.NaN : exam.Labels[column]),
        };
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        var (place, own) = Locate(index);
        return _sources[place].ShapeOf(own);
    }

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var (place, own) = Locate(index);
        return _sources[place].Read(own, destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.Dispose();
        }
    }

    private (int Place, int Own) Locate(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {Count} exams.");
        }

        var place = 0;
        while (index >= _starts[place + 1])
        {
            place++;
        }

        return (place, index - _starts[place]);
    }

    private void RequireDifferentExams()
    {
        foreach (var parts in _sources.GroupBy(source => source.Name, StringComparer.Ordinal).Where(parts => parts.Skip(1).Any()))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var twice = parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(index => part.ExamAt(index).Id)).FirstOrDefault(id => !seen.Add(id));
            if (twice is not null)
            {
                throw new EcgDataException(parts.Key, $"exam {twice}", "twice among the joined folders", "each exam once", "Give each folder once; parts of one data set may not overlap.");
            }
        }
    }
}
