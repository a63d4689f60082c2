using EcgScaling.Data;

namespace EcgScaling.Training.Confounds;

/// <summary>Records of 7 or 10 s, padded to 10 s at 50 Hz; the label follows the length or does not.</summary>
internal sealed class LengthSource(bool leaks) : IEcgSource
{
    private int _reads;

    /// <summary>Tracings that were read.</summary>
    public int Reads => _reads;

    public string Name => "lengths";

    public TracingShape? CommonShape { get; } = new(LeadSet.Parse("I,II"), new SampleRate(50), 500);

    public IReadOnlyList<string> LabelNames { get; } = ["chagas", "rare"];

    public int Count => 300;

    public string ContentHash => new('0', 64);

    public QuarantineReport Quarantine { get; } = new([]);

    public IReadOnlyList<string> Warnings => [];

    public Exam ExamAt(int index) => new()
    {
        Id = $"{index}",
        PatientId = $"p{index / 2}",
        Labels = [new RandomStream(4, "label", index).NextBoolean(!leaks ? 0.4 : IsShort(index) ? 0.9 : 0.1) ? 1 : 0, index % 100 == 0 ? 1 : 0],
        Site = index % 3 == 0 ? "north" : "south",
    };

    public TracingShape ShapeOf(int index) => CommonShape!;

    public ValidRange Read(int index, Span<float> destination)
    {
        var (stream, valid) = (new RandomStream(5, "tracing", index), IsShort(index) ? new ValidRange(75, 350) : ValidRange.All(500));
        Interlocked.Increment(ref _reads);
        destination.Clear();
        for (var lead = 0; lead < 2; lead++)
        {
            foreach (ref var value in destination.Slice((lead * 500) + valid.Start, valid.Length))
            {
                value = (float)stream.NextGaussian();
            }
        }

        return valid;
    }

    public void Dispose()
    {
    }

    private static bool IsShort(int index) => new RandomStream(3, "length", index).NextBoolean(0.5);
}
