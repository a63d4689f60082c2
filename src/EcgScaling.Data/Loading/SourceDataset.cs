using System.Security.Cryptography;
using System.Text;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Loading;

/// <summary>A source as a data set: every tracing is read and prepared anew when it is asked for. For repeated epochs, a prepared store is faster.</summary>
public sealed class SourceDataset : IEcgDataset
{
    private readonly IEcgSource _source;
    private readonly EcgPipeline _pipeline;
    private readonly long[] _patients;
    private readonly Lazy<string> _hash;

    private SourceDataset(IEcgSource source, EcgPipeline pipeline, EcgSpec spec)
    {
        (_source, _pipeline, Spec) = (source, pipeline, spec);
        _patients = new long[source.Count];
        for (var index = 0; index < _patients.Length; index++)
        {
            _patients[index] = Patients.KeyOf(source.ExamAt(index).PatientId);
        }

        _hash = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.ContentHash}|{spec.Preprocessing}|{spec.Leads}|{spec.Rate}|{spec.Samples}"))));
    }

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public EcgSpec Spec { get; }

    /// <inheritdoc/>
    public SignalUnit Unit => _pipeline.UnitOf(_source.Unit);

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _source.LabelNames;

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <summary>Makes a data set of a source.</summary>
    /// <param name="source">The source; disposed with the data set.</param>
    /// <param name="preprocessing">The pipeline as text; it must bring all tracings to one shape. Empty takes them as they are.</param>
    /// <exception cref="FormatException">The pipeline cannot be read.</exception>
    /// <exception cref="ArgumentException">The pipeline cannot be applied, or tracings keep different shapes.</exception>
    public static SourceDataset Of(IEcgSource source, string preprocessing = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        var pipeline = EcgPipeline.Parse(preprocessing);
        return new SourceDataset(source, pipeline, SpecOf(source, pipeline));
    }

    /// <inheritdoc/>
    public long PatientKey(int index) => _patients[index];

    /// <inheritdoc/>
    public string ExamId(int index) => _source.ExamAt(index).Id;

    /// <inheritdoc/>
    public void ReadLabels(int index, Span<float> destination) => _source.ExamAt(index).Labels.CopyTo(destination);

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var shape = _source.ShapeOf(index);
        if (_pipeline.Steps.Count == 0 && shape.Length == destination.Length)
        {
            var finite = false;
            var valid = _source is IFiniteSource source ? source.Read(index, destination, out finite) : _source.Read(index, destination);
            if (finite || Preprocessing.Steps.InvalidStep.IsFinite(destination))
            {
                return valid;
            }
        }

        var values = new float[shape.Length];
        var tracing = new Tracing(shape, values, _source.Read(index, values));
        Prepare(tracing, index);
        tracing.Values.CopyTo(destination);
        return tracing.Valid;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    internal static EcgSpec SpecOf(IEcgSource source, EcgPipeline pipeline)
    {
        var prepared = new PreparedSource(source, pipeline);
        var shape = prepared.CommonShape ?? throw new ArgumentException(
            $"The tracings of {source.Name} differ in leads, rate or length after '{pipeline}'; bring them to one shape, for example with leads(12)|resample(400)|crop(4096).", nameof(pipeline));
        return new EcgSpec { Leads = shape.Leads, Rate = shape.Rate, Samples = shape.Samples, Preprocessing = pipeline.ToString() };
    }

    private void Prepare(Tracing tracing, int index)
    {
        try
        {
            _pipeline.Apply(tracing);
        }
        catch (ArgumentException error)
        {
            throw new EcgDataException(
                _source.Name, $"exam {_source.ExamAt(index).Id}", $"a tracing that cannot be prepared ({error.Message})", $"tracings that '{_pipeline}' can prepare",
                "Change the pipeline, or leave the exam out.", error);
        }
    }
}
