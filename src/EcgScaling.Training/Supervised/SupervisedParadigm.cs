using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Supervised;

/// <summary>Multi-label classification; see <see cref="SupervisedConfig"/>.</summary>
public sealed class SupervisedParadigm : Paradigm
{
    private readonly SupervisedConfig _config;
    private readonly string[] _labels;
    private readonly Dropout? drop;
    private readonly Linear head;
    private readonly Tensor? positive_weights;

    /// <summary>Puts a linear head on the encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="config">The settings.</param>
    /// <param name="labels">The labels to train on.</param>
    /// <exception cref="ArgumentException">There is no label.</exception>
    public SupervisedParadigm(EcgEncoder encoder, SupervisedConfig config, IReadOnlyList<string> labels)
        : base("supervised", encoder)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(labels);
        config.Validate();
        if (labels.Count == 0)
        {
            throw new ArgumentException("Supervised training needs labels, but the data have none; choose a self-supervised paradigm or label the data.", nameof(labels));
        }

        (_config, _labels) = (config, [.. labels]);
        drop = config.HeadDropout > 0 ? Dropout(config.HeadDropout) : null;
        head = Linear(encoder.FeatureSize, labels.Count);
        RegisterComponents();
        if (config.PositiveWeights.Length > 0)
        {
            positive_weights = tensor([.. config.PositiveWeights.Select(weight => (float)weight)]).DetachFromDisposeScope();
            register_buffer(nameof(positive_weights), positive_weights, persistent: false);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Labels => _labels;

    /// <inheritdoc/>
    public override string Settings => (_config with { Labels = [.. _labels] }).ToJson();

    /// <inheritdoc/>
    public override string LossUnit => "nats per label";

    /// <inheritdoc/>
    public override bool IsRecordable => true;

    /// <summary>Logits <c>(batch, label)</c> of tracings <c>(batch, lead, sample)</c>.</summary>
    public Tensor Logits(Tensor tracings)
    {
        var features = Encoder.call(tracings);
        return head.call(drop is null ? features : drop.call(features)).to(ScalarType.Float32);
    }

    /// <summary>The head as numbers: weights <c>(label, feature)</c>, flattened, and one bias per label.</summary>
    public (float[] Weights, float[] Biases) HeadWeights()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return (head.weight!.cpu().contiguous().data<float>().ToArray(), head.bias!.cpu().contiguous().data<float>().ToArray());
    }

    /// <summary>Mean binary cross-entropy over the known (exam, label) pairs of the batch.</summary>
    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var known = batch.Labels.isnan().logical_not();
        var targets = where(known, batch.Labels, zeros_like(batch.Labels));
        if (context.Training && _config.Smoothing > 0)
        {
            targets = (targets * (1 - _config.Smoothing)) + (_config.Smoothing / 2);
        }

        var losses = functional.binary_cross_entropy_with_logits(Logits(batch.Tracings), targets, null, Reduction.None, context.Training ? positive_weights : null);
        var counts = known.to(losses.dtype);
        return context.Mean((losses * counts).sum(), counts.sum());
    }

    /// <summary>Cross-entropy and AUROC of each label.</summary>
    public override IHeldOutScore NewScore() => new LabelScore(this);

    /// <summary>Keeps the logits of every held-out exam.</summary>
    private sealed class LabelScore(SupervisedParadigm paradigm) : IMergeableScore
    {
        private readonly List<float> _logits = [];
        private readonly List<float> _targets = [];
        private readonly List<long> _patients = [];

        public void Add(TensorBatch batch, LossContext context)
        {
            _logits.AddRange(paradigm.Logits(batch.Tracings).cpu().data<float>().ToArray());
            _targets.AddRange(batch.Labels.cpu().data<float>().ToArray());
            _patients.AddRange(batch.PatientKeys.Span);
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write(_patients.Count);
            for (var exam = 0; exam < _patients.Count; exam++)
            {
                writer.Write(_patients[exam]);
                for (var place = exam * paradigm._labels.Length; place < (exam + 1) * paradigm._labels.Length; place++)
                {
                    writer.Write(_logits[place]);
                    writer.Write(_targets[place]);
                }
            }
        }

        public void Read(BinaryReader reader)
        {
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                _patients.Add(reader.ReadInt64());
                for (var label = 0; label < paradigm._labels.Length; label++)
                {
                    _logits.Add(reader.ReadSingle());
                    _targets.Add(reader.ReadSingle());
                }
            }
        }

        public Evaluation.EvaluationResult ToResult(Evaluation.EvaluationPlan plan) => Evaluation.LabelScoring.Score(
            paradigm._labels,
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_logits),
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_targets),
            _patients,
            plan.BootstrapResamples,
            plan.Seed,
            plan.MinimumPositives);
    }
}
