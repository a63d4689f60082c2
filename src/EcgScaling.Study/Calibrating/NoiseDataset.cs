using System.Runtime.InteropServices;
using EcgScaling.Data;
using EcgScaling.Data.Loading;

namespace EcgScaling.Study.Calibrating;

/// <summary>White noise in the shape of a study's recordings, in memory: the time of a training step does not depend on what the tracings show.</summary>
internal sealed class NoiseDataset : IEcgDataset
{
    private readonly float[] _noise;
    private readonly string _hash;

    public NoiseDataset(EcgSpec spec, IReadOnlyList<string> labels, int count)
    {
        (Spec, LabelNames, Count) = (spec, labels, count);
        var stream = new RandomStream(1, "calibration/noise");
        _noise = new float[2 * spec.Leads.Count * spec.Samples];
        for (var i = 0; i < _noise.Length; i++)
        {
            _noise[i] = (float)((2 * stream.NextDouble()) - 1);
        }

        _hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(_noise.AsSpan())));
    }

    public string Name => "noise";

    public EcgSpec Spec { get; }

    public IReadOnlyList<string> LabelNames { get; }

    public int Count { get; }

    public string ContentHash => _hash;

    public long PatientKey(int index) => index;

    public void ReadLabels(int index, Span<float> destination)
    {
        for (var label = 0; label < LabelNames.Count; label++)
        {
            destination[label] = (index >> (label % 8)) & 1;
        }
    }

    public ValidRange Read(int index, Span<float> destination)
    {
        var length = Spec.Leads.Count * Spec.Samples;
        // Each exam is another piece of the same noise.
        _noise.AsSpan((index * 37) % length, length).CopyTo(destination);
        return new ValidRange(0, Spec.Samples);
    }

    public void Dispose()
    {
    }
}
