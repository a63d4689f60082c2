using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Training.Toys;

/// <summary>Synthetic 12-lead tracings of 5 s at 50 Hz, kept in memory: small, yet too rich for an untrained network of 20,000 parameters.</summary>
public sealed class SmallEcgs : IEcgDataset
{
    private const int Exams = 1536;
    private readonly SourceDataset _source = SourceDataset.Of(
        new SyntheticEcgSource(new SyntheticOptions { Count = Exams, Rate = new SampleRate(50), Samples = 256 }).WithAge());

    private readonly Lazy<float[]>[] _tracings;

    public SmallEcgs() => _tracings = [.. Enumerable.Range(0, Exams).Select(exam => new Lazy<float[]>(() =>
    {
        var values = new float[Spec.Leads.Count * Spec.Samples];
        _source.Read(exam, values);
        return values;
    }))];

    public string Name => _source.Name;

    public EcgSpec Spec => _source.Spec;

    public IReadOnlyList<string> LabelNames => _source.LabelNames;

    public int Count => Exams;

    public string ContentHash => _source.ContentHash;

    public long PatientKey(int index) => _source.PatientKey(index);

    public void ReadLabels(int index, Span<float> destination) => _source.ReadLabels(index, destination);

    public ValidRange Read(int index, Span<float> destination)
    {
        _tracings[index].Value.CopyTo(destination);
        return ValidRange.All(Spec.Samples);
    }

    public void Dispose() => _source.Dispose();
}
