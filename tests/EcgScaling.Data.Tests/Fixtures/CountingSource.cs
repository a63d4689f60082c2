namespace EcgScaling.Data.Tests;

/// <summary>Another source's exams, counting reads, failing where it is told to, one of them perhaps all zero.</summary>
internal sealed class CountingSource(IEcgSource source, Func<int, bool> fails, int empty = -1) : IEcgSource
{
    private int _reads;

    public int Reads => _reads;

    public string Name => source.Name;

    public TracingShape? CommonShape => source.CommonShape;

    public IReadOnlyList<string> LabelNames => source.LabelNames;

    public int Count => source.Count;

    public string ContentHash => source.ContentHash;

    public QuarantineReport Quarantine => source.Quarantine;

    public IReadOnlyList<string> Warnings => source.Warnings;

    public Exam ExamAt(int index) => source.ExamAt(index);

    public TracingShape ShapeOf(int index) => source.ShapeOf(index);

    public ValidRange Read(int index, Span<float> destination)
    {
        Interlocked.Increment(ref _reads);
        if (index == empty)
        {
            destination.Clear();
            return ValidRange.All(source.ShapeOf(index).Samples);
        }

        return fails(index)
            ? throw new EcgDataException("memory", $"exam {index}", "a planned failure", "none", "Nothing to mend.")
            : source.Read(index, destination);
    }

    public void Dispose()
    {
    }
}
