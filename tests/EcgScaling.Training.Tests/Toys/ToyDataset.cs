using EcgScaling.Data;
using EcgScaling.Data.Loading;

namespace EcgScaling.Training.Toys;

/// <summary>
/// Two-lead tracings made of beats, in memory: a patient has a rate and a beat shape, an exam a phase and noise. The labels are functions of the
/// signal ("fast": high rate; "inverted": downward beats), the age falls with the beat's width.
/// </summary>
internal sealed class ToyDataset : IEcgDataset
{
    private const int ExamsPerPatient = 2;
    private readonly ulong _seed;

    public ToyDataset(int count, ulong seed = 1, int samples = 128) => (Count, _seed, Spec) =
        (count, seed, new EcgSpec { Leads = new LeadSet(Lead.I, Lead.II), Rate = new SampleRate(100), Samples = samples });

    public string Name => "toy";

    public EcgSpec Spec { get; }

    public IReadOnlyList<string> LabelNames { get; init; } = ["fast", "inverted", "age"];

    public int Count { get; }

    public string ContentHash => new('a', 64);

    /// <summary>Exams whose tracing is all NaN, to make a run diverge.</summary>
    public HashSet<int> Poisoned { get; init; } = [];

    /// <summary>Exams that cannot be read.</summary>
    public HashSet<int> Unreadable { get; init; } = [];

    /// <summary>Exams whose labels are not known.</summary>
    public Func<int, bool> Unlabelled { get; init; } = _ => false;

    public long PatientKey(int index) => index / ExamsPerPatient;

    public void ReadLabels(int index, Span<float> destination)
    {
        var (rate, inverted, width, _) = Traits(index);
        ReadOnlySpan<float> all = [rate > 1.5 ? 1 : 0, inverted ? 1 : 0, (float)(90 - (400 * width))];
        for (var label = 0; label < LabelNames.Count; label++)
        {
            destination[label] = Unlabelled(index) ? float.NaN : all[label];
        }
    }

    public ValidRange Read(int index, Span<float> destination)
    {
        if (Unreadable.Contains(index))
        {
            throw new EcgDataException("toy", $"exam {index}", "nothing", "a tracing", "Read another one.");
        }

        var (rate, inverted, width, phase) = Traits(index);
        var noise = new RandomStream(_seed, "toy/noise", index);
        var samples = Spec.Samples;
        for (var sample = 0; sample < samples; sample++)
        {
            var cycle = (sample / 100.0 * rate) + phase;
            var distance = (cycle - Math.Floor(cycle) - 0.5) / rate / width;
            var beat = (inverted ? -1 : 1) * Math.Exp(-0.5 * distance * distance);
            destination[sample] = Poisoned.Contains(index) ? float.NaN : (float)(beat + noise.NextGaussian(0, 0.05));
            destination[samples + sample] = (float)((0.5 * beat) + noise.NextGaussian(0, 0.05));
        }

        return ValidRange.All(samples);
    }

    public void Dispose()
    {
    }

    private (double Rate, bool Inverted, double Width, double Phase) Traits(int index)
    {
        var patient = new RandomStream(_seed, "toy/patient", PatientKey(index));
        var (rate, inverted, width) = (patient.NextDouble(0.8, 2.2), patient.NextBoolean(0.4), patient.NextDouble(0.03, 0.1));
        return (rate, inverted, width, new RandomStream(_seed, "toy/exam", index).NextDouble());
    }
}
