using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Preprocessing;

/// <summary>A source seen through a pipeline: the same exams, prepared as they are read.</summary>
/// <remarks>Values keep the pipeline's unit, millivolts unless it scales or normalises. Disposing it disposes the source.</remarks>
public sealed class PreparedSource : IEcgSource
{
    private readonly IEcgSource _source;

    /// <summary>Puts a pipeline before a source.</summary>
    /// <exception cref="ArgumentException">The pipeline cannot be applied to the source's tracings.</exception>
    public PreparedSource(IEcgSource source, EcgPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(pipeline);
        (_source, Pipeline) = (source, pipeline);
        CommonShape = Common();
    }

    /// <summary>The pipeline.</summary>
    public EcgPipeline Pipeline { get; }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public TracingShape? CommonShape { get; }

    /// <inheritdoc/>
    public SignalUnit Unit => Pipeline.UnitOf(_source.Unit);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _source.LabelNames;

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_source.ContentHash}|{Pipeline}")));

    /// <inheritdoc/>
    public QuarantineReport Quarantine => _source.Quarantine;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _source.Warnings;

    /// <inheritdoc/>
    public Exam ExamAt(int index) => _source.ExamAt(index);

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => CommonShape ?? Pipeline.OutputOf(_source.ShapeOf(index));

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var shape = _source.ShapeOf(index);
        var values = new float[shape.Length];
        var tracing = new Tracing(shape, values, _source.Read(index, values));
        Pipeline.Apply(tracing);
        tracing.Values.CopyTo(destination);
        return tracing.Valid;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    // Tracings of many lengths have few shapes; each is asked once.
    private TracingShape? Common()
    {
        if (_source.CommonShape is { } common)
        {
            return Pipeline.OutputOf(common);
        }

        var outputs = new HashSet<TracingShape>();
        var inputs = new HashSet<TracingShape>();
        for (var index = 0; index < _source.Count; index++)
        {
            var shape = _source.ShapeOf(index);
            if (inputs.Add(shape))
            {
                outputs.Add(Pipeline.OutputOf(shape));
            }
        }

        return outputs.Count == 1 ? outputs.First() : null;
    }
}
