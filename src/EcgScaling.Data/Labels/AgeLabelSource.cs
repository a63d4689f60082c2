using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Labels;

/// <summary>A source whose exams carry their age in years as one more, numeric label, <see cref="Label"/>, so that it can be predicted.</summary>
/// <remarks>An unknown age is NaN, as every unknown label. Disposing it disposes the source.</remarks>
public sealed class AgeLabelSource : IEcgSource
{
    /// <summary>The label's name.</summary>
    public const string Label = "age";

    private readonly IEcgSource _source;

    /// <summary>Adds the label to a source.</summary>
    /// <exception cref="ArgumentException">The source has such a label already.</exception>
    public AgeLabelSource(IEcgSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.LabelNames.Contains(Label))
        {
            throw new ArgumentException($"{source.Name} has a label '{Label}' already.", nameof(source));
        }

        _source = source;
        LabelNames = [.. source.LabelNames, Label];
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public TracingShape? CommonShape => _source.CommonShape;

    /// <inheritdoc/>
    public SignalUnit Unit => _source.Unit;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_source.ContentHash}|{Label}")));

    /// <inheritdoc/>
    public QuarantineReport Quarantine => _source.Quarantine;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _source.Warnings;

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        var exam = _source.ExamAt(index);
        return exam with { Labels = [.. exam.Labels, (float)exam.Age] };
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => _source.ShapeOf(index);

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination) => _source.Read(index, destination);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
