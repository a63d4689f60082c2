using EcgScaling.Data.Loading;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Features;
using EcgScaling.Training.Transfer.Tasks;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>What a protocol works with: the encoder, one division of the exams, the labels, and cached features.</summary>
public sealed class ProtocolData
{
    private readonly Func<FeatureLevel, FeatureFile> _features;
    private readonly IReadOnlyDictionary<int, int> _rows;
    private readonly Action<string> _report;

    internal ProtocolData(
        PretrainedEncoder encoder, IEcgDataset dataset, IReadOnlyList<string> labels, TaskFold fold, IReadOnlyDictionary<int, int> rows, Func<FeatureLevel, FeatureFile> features,
        ulong seed, Device device, Action<string> report)
    {
        (Encoder, Dataset, Labels, Fold, _rows, _features, Seed, Device, _report) = (encoder, dataset, labels, fold, rows, features, seed, device, report);
        LabelColumns = [.. labels.Select(label => dataset.LabelNames.ToList().IndexOf(label))];
    }

    /// <summary>The encoder. A protocol that changes weights works on a copy.</summary>
    public PretrainedEncoder Encoder { get; }

    /// <summary>The prepared exams.</summary>
    public IEcgDataset Dataset { get; }

    /// <summary>The labels to predict.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The division, as places in <see cref="Dataset"/>.</summary>
    public TaskFold Fold { get; }

    /// <summary>Decides whatever the protocol draws.</summary>
    public ulong Seed { get; }

    /// <summary>Where the encoder is.</summary>
    public Device Device { get; }

    private int[] LabelColumns { get; }

    /// <summary>Pooled features of some exams with their labels.</summary>
    public FeatureTable Table(IReadOnlyList<int> exams)
    {
        var file = _features(FeatureLevel.Pooled);
        return new FeatureTable
        {
            Values = file.ReadAll(RowsOf(exams)),
            Targets = Targets(exams),
            Labels = Labels,
            PatientKeys = [.. exams.Select(Dataset.PatientKey)],
            FeatureSize = file.Width,
        };
    }

    /// <summary>The file of token features and the rows of some exams in it.</summary>
    public (FeatureFile File, int[] Rows) Tokens(IReadOnlyList<int> exams) => (_features(FeatureLevel.Tokens), RowsOf(exams));

    /// <summary>The labels of some exams, <c>(exam, label)</c>, flattened: 1, 0, or NaN where not known.</summary>
    public float[] Targets(IReadOnlyList<int> exams)
    {
        ArgumentNullException.ThrowIfNull(exams);
        var targets = new float[exams.Count * Labels.Count];
        var all = new float[Dataset.LabelNames.Count];
        for (var place = 0; place < exams.Count; place++)
        {
            Dataset.ReadLabels(exams[place], all);
            for (var label = 0; label < Labels.Count; label++)
            {
                targets[(place * Labels.Count) + label] = all[LabelColumns[label]];
            }
        }

        return targets;
    }

    /// <summary>Says what is going on, for progress displays.</summary>
    public void Report(string what) => _report(what);

    private int[] RowsOf(IReadOnlyList<int> exams) => [.. exams.Select(exam => _rows[exam])];
}
