using EcgScaling.Data.Loading;
using EcgScaling.Training.Transfer.Domain;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Features;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer;

/// <summary>One encoder on one task's data: prepared exams, and features that are extracted when a protocol first asks for them.</summary>
internal sealed class TransferSession : IDisposable
{
    private readonly TransferOptions _options;
    private readonly IProgress<TransferProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly FeatureCache _cache;
    private readonly Device _device;
    private readonly Dictionary<FeatureLevel, FeatureFile> _files = [];
    private readonly Dictionary<int, int> _rows;

    public TransferSession(TaskData data, PretrainedEncoder encoder, TransferOptions options, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        (Data, Encoder, _options, _progress, _cancellation) = (data, encoder, options, progress, cancellation);
        Adaptation = DomainAdaptation.Of(data.Source, encoder.Input, encoder.Unit);
        // Not disposed: the records are the caller's.
        Dataset = SourceDataset.Of(data.Source, Adaptation.Preprocessing);
        _device = device(options.Device);
        encoder.Encoder.to(_device);
        _rows = data.Exams.Select((exam, row) => (exam, row)).ToDictionary(item => item.exam, item => item.row);
        _cache = new FeatureCache(options.CacheFolder);
    }

    public TaskData Data { get; }

    public PretrainedEncoder Encoder { get; }

    public DomainAdaptation Adaptation { get; }

    public SourceDataset Dataset { get; }

    /// <summary>What a protocol works with on one division.</summary>
    public ProtocolData ForFold(int number, TaskFold fold, ulong draw = 0) => new(
        Encoder, Dataset, Data.Labels, fold, _rows, FileOf, new RandomStream(_options.Seed, "transfer/fold", (long)((draw * 1000) + (ulong)number)).NextUInt64(), _device,
        what => _progress?.Report(new TransferProgress(what, number, Data.Folds.Count)));

    public FeatureFile FileOf(FeatureLevel level)
    {
        if (!_files.TryGetValue(level, out var file))
        {
            var progress = _progress is null ? null : new Steps(_progress, level, Data.Exams.Count);
            _files[level] = file = _cache.Extract(Encoder, Dataset, Data.Exams, level, _options.BatchSize, _device, progress, _cancellation);
        }

        return file;
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _cache.Dispose();
    }

    private sealed class Steps(IProgress<TransferProgress> progress, FeatureLevel level, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new TransferProgress(level == FeatureLevel.Pooled ? "features" : "token features", value, total));
    }
}
