using System.Buffers;
using EcgScaling.Data;
using EcgScaling.Data.Loading;

namespace EcgScaling.Training.Contrastive;

/// <summary>
/// Pairs of exams of one patient as items of their own: the second exam follows the first on the sample axis. A patient with n exams gives the
/// pairs of neighbours, and from three on the pair of last and first, so that every exam occurs twice.
/// </summary>
internal sealed class PatientPairs : IEcgDataset
{
    private readonly IEcgDataset _exams;
    private readonly (int First, int Second)[] _pairs;

    public PatientPairs(IEcgDataset exams, IReadOnlyList<int> chosen)
    {
        _exams = exams;
        Spec = exams.Spec with { Samples = 2 * exams.Spec.Samples };
        _pairs = [.. chosen.GroupBy(exams.PatientKey).SelectMany(patient => Neighbours([.. patient.Order()]))];
    }

    public string Name => _exams.Name + " pairs";

    public EcgSpec Spec { get; }

    public IReadOnlyList<string> LabelNames => [];

    public int Count => _pairs.Length;

    public string ContentHash => _exams.ContentHash;

    public long PatientKey(int index) => _exams.PatientKey(_pairs[index].First);

    public string ExamId(int index) => _exams.ExamId(_pairs[index].First);

    public void ReadLabels(int index, Span<float> destination)
    {
        // Pairs carry no labels.
    }

    public ValidRange Read(int index, Span<float> destination)
    {
        var (leads, samples) = (Spec.Leads.Count, _exams.Spec.Samples);
        var buffer = ArrayPool<float>.Shared.Rent(leads * samples);
        try
        {
            var tracing = buffer.AsSpan(0, leads * samples);
            for (var half = 0; half < 2; half++)
            {
                _exams.Read(half == 0 ? _pairs[index].First : _pairs[index].Second, tracing);
                for (var lead = 0; lead < leads; lead++)
                {
                    tracing.Slice(lead * samples, samples).CopyTo(destination.Slice(((2 * lead) + half) * samples, samples));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }

        return ValidRange.All(2 * samples);
    }

    public void Dispose()
    {
        // The exams belong to the caller.
    }

    private static IEnumerable<(int First, int Second)> Neighbours(int[] exams)
    {
        for (var i = 0; i + 1 < exams.Length; i++)
        {
            yield return (exams[i], exams[i + 1]);
        }

        if (exams.Length > 2)
        {
            yield return (exams[^1], exams[0]);
        }
    }
}
