using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Terminology;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Transfer.Domain;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer;

/// <summary>Tries a pre-trained encoder on a task of another data set: the out-of-distribution loss on seen and on unseen labels, with intervals over patients.</summary>
/// <remarks>The result depends on weights, data, protocol and options alone. One encoder serves one evaluation at a time.</remarks>
public sealed class TransferEvaluation
{
    private readonly TransferOptions _options;

    /// <summary>Makes the evaluation.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="SpecException">The options are out of range.</exception>
    public TransferEvaluation(TransferOptions? options = null)
    {
        _options = options ?? new TransferOptions();
        _options.Validate();
    }

    /// <summary>Tries an encoder on a task, on a thread of its own.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    /// <inheritdoc cref="Run" path="/exception"/>
    public Task<TransferResult> RunAsync(
        TaskData data, PretrainedEncoder encoder, TransferProtocol protocol, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default) =>
        Task.Run(() => Run(data, encoder, protocol, progress, cancellation), cancellation);

    /// <summary>Tries an encoder on a task.</summary>
    /// <param name="data">The task on the data at hand.</param>
    /// <param name="encoder">The encoder; its weights do not change.</param>
    /// <param name="protocol">What is trained on top of it.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Ends it; extracted features are kept in the cache folder.</param>
    /// <exception cref="SpecException">The protocol is out of range.</exception>
    /// <exception cref="EcgDataException">The records cannot be brought to what the encoder eats.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TransferResult Run(
        TaskData data, PretrainedEncoder encoder, TransferProtocol protocol, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(protocol);
        protocol.Validate();
        using var session = new TransferSession(data, encoder, _options, progress, cancellation);
        var pooled = PooledPredictions.Of(session, protocol, data.Folds, draw: 0, cancellation);
        progress?.Report(new TransferProgress("intervals", data.Folds.Count, data.Folds.Count));
        var (seen, vocabulary) = SeenLabels(encoder);
        var relations = data.Relations(seen, vocabulary);
        var scoring = new TransferScoring(pooled.Predictions, pooled.Decisions, relations, data.Task.MinimumPositives, _options.Metrics, cancellation);
        var all = scoring.Group(scoring.Counted);
        var (confounds, suspicions) = TaskConfounds.Of(data, _options.Confounds, progress, cancellation);
        return new TransferResult
        {
            Task = data.Task.Name,
            Protocol = protocol.Name,
            ProtocolSettings = protocol.ToJson(),
            Chosen = pooled.Chosen,
            Family = encoder.Encoder.Config.Family,
            Parameters = encoder.Encoder.Config.ParameterCount,
            Paradigm = encoder.Paradigm,
            PretrainingData = encoder.Data,
            EncoderHash = encoder.ContentHash(),
            Data = data.Source.Name,
            DataHash = session.Dataset.ContentHash,
            Preprocessing = session.Adaptation.Preprocessing,
            DomainDifferences = session.Adaptation.Differences,
            Split = data.Split,
            Records = pooled.Exams.Count,
            Patients = scoring.Patients,
            TrainingRecords = data.Folds.Average(fold => fold.Training.Count),
            Labels = scoring.Labels(),
            LeftOut = [.. scoring.LeftOut, .. data.AbsentLabels.Select(label => new Evaluation.Metrics.UndefinedLabel(label, "the data do not have it"))],
            All = all,
            Seen = scoring.Group(scoring.CountedAs(LabelRelation.Seen)),
            Unseen = scoring.Group(scoring.CountedAs(LabelRelation.Unseen)),
            ZeroShot = ScoreHead(session, pooled, scoring),
            Metric = data.Task.Metric,
            MetricValue = data.Task.Metric switch { TaskMetric.MacroF1 => scoring.MacroF1(), TaskMetric.ChallengeScore => scoring.Challenge(), _ => all.Auroc },
            Confounds = confounds,
            Warnings = [.. suspicions, .. data.Warnings, .. encoder.Paradigm == PretrainedEncoder.RandomInitialisation ? [] : session.Adaptation.Warnings],
            Predictions = pooled.Predictions,
        };
    }

    /// <summary>Fits a protocol with few labels of each class, several times.</summary>
    /// <param name="data">The task on the data at hand.</param>
    /// <param name="encoder">The encoder; its weights do not change.</param>
    /// <param name="protocol">What is trained on top of it.</param>
    /// <param name="fractions">How few and how often; null for the defaults. Training and validation exams are both drawn.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <inheritdoc cref="Run" path="/exception"/>
    public Task<LabelFractionCurve> CurveAsync(
        TaskData data, PretrainedEncoder encoder, TransferProtocol protocol, LabelFractions? fractions = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(protocol);
        fractions ??= new LabelFractions();
        fractions.Validate();
        protocol.Validate();
        return Task.Run(
            () =>
            {
                using var session = new TransferSession(data, encoder, _options, progress, cancellation);
                return LabelFractionRun.Of(session, protocol, fractions, _options, cancellation);
            },
            cancellation);
    }

    /// <summary>How an encoder's features differ between two data sets, both brought to what it eats. No label is looked at.</summary>
    /// <param name="reference">The records that drift is measured from, usually those of pre-training.</param>
    /// <param name="other">The records of the other site.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="maximumRecords">At most this many records of each, evenly spaced.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="EcgDataException">Records cannot be brought to what the encoder eats.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<FeatureDrift> DriftAsync(
        IEcgSource reference, IEcgSource other, PretrainedEncoder encoder, int maximumRecords = 2000, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRecords, 2);
        return Task.Run(
            () => FeatureDrift.Of(Features(reference, encoder, maximumRecords, progress, cancellation), Features(other, encoder, maximumRecords, progress, cancellation)), cancellation);
    }

    /// <summary>How alike two encoders see the same records: linear CKA of their pooled features, from 0 to 1.</summary>
    /// <param name="source">The records.</param>
    /// <param name="first">One encoder.</param>
    /// <param name="second">The other; its input may differ.</param>
    /// <param name="maximumRecords">At most this many records, evenly spaced.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="EcgDataException">Records cannot be brought to what an encoder eats.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<double> SimilarityAsync(
        IEcgSource source, PretrainedEncoder first, PretrainedEncoder second, int maximumRecords = 2000, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRecords, 2);
        return Task.Run(
            () =>
            {
                var (one, two) = (Features(source, first, maximumRecords, progress, cancellation), Features(source, second, maximumRecords, progress, cancellation));
                return LinearCka.Of(one.Values, two.Values, one.Records);
            },
            cancellation);
    }

    private FeatureTable Features(IEcgSource source, PretrainedEncoder encoder, int maximumRecords, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new TransferProgress($"features of {source.Name}", 0, source.Count));
        // Not disposed: the records are the caller's.
        var dataset = SourceDataset.Of(source, DomainAdaptation.Of(source, encoder.Input, encoder.Unit).Preprocessing);
        var count = Math.Min(maximumRecords, dataset.Count);
        var exams = Enumerable.Range(0, count).Select(place => (int)((long)place * dataset.Count / count)).ToArray();
        return FeatureExtraction.Run(encoder.Encoder, dataset, exams, [], _options.BatchSize, device(_options.Device), cancellation);
    }

    private (IReadOnlyList<string> Labels, LabelVocabulary Vocabulary) SeenLabels(PretrainedEncoder encoder) => _options.SeenLabels is { } given
        ? (given, _options.SeenVocabulary ?? LabelConcepts.Recognise(given))
        : (encoder.Labels, encoder.Vocabulary);

    private static ZeroShotScore? ScoreHead(TransferSession session, PooledPredictions pooled, TransferScoring scoring)
    {
        if (session.Encoder.Head is not { } head)
        {
            return null;
        }

        var places = ZeroShot.LabelsOf(head, session.Data.Task, scoring.Counted);
        if (places.Count == 0)
        {
            return null;
        }

        var labels = scoring.Counted.Where(places.ContainsKey).ToArray();
        var table = session.ForFold(0, session.Data.Folds[0]).Table(pooled.Exams);
        var logits = ZeroShot.Logits(head, [.. labels.Select(label => places[label])], table.Values, table.Records);
        var columns = labels.Select(label => session.Data.Labels.ToList().IndexOf(label)).ToArray();
        var targets = new float[logits.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = table.Targets[(i / labels.Length * session.Data.Labels.Count) + columns[i % labels.Length]];
        }

        return scoring.ZeroShot(LabelPredictions.FromLogits(labels, logits, targets, table.PatientKeys, session.Data.Source.Name));
    }
}
