using EcgScaling.Data.Loading;
using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

/// <summary>Contrastive learning; see <see cref="ContrastiveConfig"/>.</summary>
public sealed class ContrastiveParadigm : TwoViewParadigm
{
    private readonly ContrastiveConfig _config;

    /// <summary>Puts a projector on the encoder.</summary>
    /// <exception cref="ArgumentException">Halves in time are asked for, but the encoder takes one length only.</exception>
    public ContrastiveParadigm(EcgEncoder encoder, ContrastiveConfig config)
        : base(config?.Name ?? throw new ArgumentNullException(nameof(config)), encoder, config.ProjectorHidden, config.ProjectorOutput)
    {
        config.Validate();
        if (config.Pairing == Pairing.Segments && encoder.FeatureSize != encoder.TokenSize)
        {
            throw new ArgumentException("CMSC encodes halves of a tracing, but this encoder's pooling keeps every token (flatten) and so takes one length only; use mean pooling.", nameof(encoder));
        }

        if (config.Pairing == Pairing.Segments && encoder is IPatchEncoder patches && patches.PatchWindows.Max() == 0)
        {
            throw new ArgumentException($"One patch covers the whole tracing of {encoder.Input.Samples} samples; CMSC compares its halves and needs at least 2. Lower PatchSize.", nameof(encoder));
        }

        _config = config;
    }

    /// <inheritdoc/>
    public override string Settings => _config.ToJson();

    /// <inheritdoc/>
    public override string LossUnit => "nats per view";

    /// <inheritdoc/>
    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var samples = Encoder.Input.Samples;
        var prepared = context.Prepared(this, batch);
        var (first, second) = _config.Pairing switch
        {
            Pairing.Segments => Halves(batch.Tracings),
            Pairing.Patient => Project(batch.Tracings.narrow(2, 0, samples), batch.Tracings.narrow(2, samples, samples)),
            _ => Views(batch.Tracings, [.. prepared.Skip(1)], _config.Augmentation),
        };
        return NtXent.Loss(context.Gather(first), context.Gather(second), prepared[0], _config.Temperature);
    }

    /// <summary>The patients of the whole batch, and what the views need.</summary>
    public override IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var keys = context.GatherKeys(Negatives.Keys(batch)).ToArray();
        var patients = tensor(keys, [keys.Length], device: batch.Device);
        return _config.Pairing == Pairing.Views ? [patients, .. DrawViews(batch, context, _config.Augmentation)] : [patients];
    }

    /// <summary>The loss beside that of guessing among all candidates of a batch. It depends on <c>EvaluationPlan.BatchSize</c>: keep that fixed in a study.</summary>
    public override IHeldOutScore NewScore() => new MeanLossScore(this, size => Math.Log((2 * size) - 1));

    /// <summary>For pairs by patient: pairs of exams of one patient; patients with one exam are left out.</summary>
    /// <exception cref="SpecException">There are fewer than two patients, or an exam is listed twice.</exception>
    public override (IEcgDataset Dataset, IReadOnlyList<int> Exams) Draw(IEcgDataset dataset, IReadOnlyList<int> exams)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(exams);
        Negatives.Require(dataset, exams, Name);
        if (_config.Pairing != Pairing.Patient)
        {
            return (dataset, exams);
        }

        var pairs = new PatientPairs(dataset, exams);
        return (pairs, [.. Enumerable.Range(0, pairs.Count)]);
    }
}
