namespace EcgScaling.Data;

/// <summary>A source of which every tracing was read once; those that could not be read are in the quarantine.</summary>
internal sealed class CheckedSource : IEcgSource
{
    private readonly IEcgSource _source;
    private readonly int[] _usable;

    public CheckedSource(IEcgSource source, int workers, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        _source = source;
        var errors = new EcgDataException?[source.Count];
        var done = 0;
        new ParallelWork(workers, cancellation).For(source.Count, index =>
        {
            try
            {
                var room = new float[source.ShapeOf(index).Length];
                source.Read(index, room);
            }
            catch (EcgDataException error)
            {
                errors[index] = error;
            }

            progress?.Report(new DataProgress("checking", Interlocked.Increment(ref done), errors.Length));
        });
        _usable = [.. Enumerable.Range(0, errors.Length).Where(index => errors[index] is null)];
        Quarantine = new QuarantineReport([.. source.Quarantine.Exams, .. errors.Index().Where(item => item.Item is not null).Select(item =>
            new QuarantinedExam(source.ExamAt(item.Index).Id, item.Item!.Path, "unreadable tracing", item.Item.Message))]);
        var shapes = _usable.Select(source.ShapeOf).Distinct().Take(2).ToArray();
        CommonShape = source.CommonShape ?? (shapes.Length == 1 ? shapes[0] : null);
    }

    public string Name => _source.Name;

    public TracingShape? CommonShape { get; }

    public SignalUnit Unit => _source.Unit;

    public IReadOnlyList<string> LabelNames => _source.LabelNames;

    public int Count => _usable.Length;

    public string ContentHash => _usable.Length == _source.Count ? _source.ContentHash : SourceHash.Of(this, $"{_source.ContentHash}|checked");

    public QuarantineReport Quarantine { get; }

    public IReadOnlyList<string> Warnings => _source.Warnings;

    public Exam ExamAt(int index) => _source.ExamAt(Locate(index));

    public TracingShape ShapeOf(int index) => _source.ShapeOf(Locate(index));

    public ValidRange Read(int index, Span<float> destination) => _source.Read(Locate(index), destination);

    public void Dispose() => _source.Dispose();

    private int Locate(int index) => (uint)index < (uint)_usable.Length
        ? _usable[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_usable.Length} exams.");
}
