using EcgScaling.Data.Loading;
using EcgScaling.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Paradigms;

/// <summary>
/// A way to pre-train: turns a batch into a loss. It owns the encoder, which is kept, and whatever head, decoder or projector the loss needs,
/// which is thrown away afterwards. Derive to bring your own; the trainer needs nothing else.
/// </summary>
/// <remarks>
/// Make the head's layers fields of the derived class and call <c>RegisterComponents()</c> last in its constructor: they are then trained,
/// saved and moved with the rest. In <see cref="Loss"/> write plain tensor code: the trainer releases every tensor of a step.
/// Take randomness from <see cref="LossContext.Stream"/> or from torch's default generator, which the trainer seeds before each step.
/// </remarks>
/// <example><code>
/// public sealed class HeartRateParadigm : Paradigm
/// {
///     private readonly Linear head;
///     public HeartRateParadigm(EcgEncoder encoder) : base("heart rate", encoder)
///     {
///         head = Linear(encoder.FeatureSize, 1);
///         RegisterComponents();
///     }
///     public override IReadOnlyList&lt;string&gt; Labels => ["heart_rate"];
///     public override Tensor Loss(TensorBatch batch, LossContext context) =>
///         functional.mse_loss(head.call(Encoder.call(batch.Tracings)), batch.Labels / 100);
/// }
/// </code></example>
public abstract class Paradigm : Module
{
    private readonly EcgEncoder _encoder;

    /// <summary>Takes over the encoder.</summary>
    /// <param name="name">The paradigm's word in logs and results.</param>
    /// <param name="encoder">The encoder; it is released with the paradigm.</param>
    protected Paradigm(string name, EcgEncoder encoder)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(encoder);
        (Name, _encoder) = (name, encoder);
        register_module("encoder", encoder);
    }

    /// <summary>The paradigm's word in logs and results.</summary>
    public string Name { get; }

    /// <summary>The encoder that is trained. Its parameters are named <c>encoder.*</c>.</summary>
    public EcgEncoder Encoder => _encoder;

    /// <summary>The labels a batch shall carry, in the order of its label axis.</summary>
    /// <value>Default: none.</value>
    public virtual IReadOnlyList<string> Labels => [];

    /// <summary>The paradigm's settings as JSON; runs with other settings do not share checkpoints.</summary>
    /// <value>Default: <c>{}</c>.</value>
    public virtual string Settings => "{}";

    /// <summary>The unit of the loss, for tables and figures.</summary>
    /// <value>Default: <c>loss</c>.</value>
    public virtual string LossUnit => "loss";

    /// <summary>The fewest exams of one batch with which the loss means something.</summary>
    /// <value>Default: 1; contrastive paradigms need 2.</value>
    public virtual int SmallestBatch => 1;

    /// <summary>Whether the loss of a batch is the mean over its exams, so that gradients of micro-batches may be added up.</summary>
    /// <value>Default: true; contrastive paradigms compare the exams of a batch with one another and say false.</value>
    public virtual bool IsMeanOverExams => true;

    /// <summary>
    /// Whether <see cref="Loss"/> compares the exams of the whole batch of a data parallel step, brought together by <see cref="LossContext.Gather(Tensor)"/>.
    /// A loss that is no mean over exams and does not gather is refused there.
    /// </summary>
    /// <value>Default: false; contrastive paradigms gather.</value>
    public virtual bool GathersProcesses => false;

    /// <summary>
    /// Whether <see cref="Loss"/> computes from the batch's two tensors and from what <see cref="Prepare"/> made alone, on their device: no <see cref="LossContext.Stream"/>, no other field of
    /// the batch, nothing read back to the processor or copied from it. A CUDA device then records the whole training step and runs it as one.
    /// </summary>
    /// <value>Default: false.</value>
    public virtual bool IsRecordable => false;

    /// <summary>
    /// What the loss of a batch needs and is made outside it: masks, views, keys. <see cref="Loss"/> asks <see cref="LossContext.Prepared"/> for it; here numbers may be drawn from
    /// <see cref="LossContext.Stream"/> and read back from the batch.
    /// </summary>
    /// <returns>Tensors on the batch's device, as many and of the same types and shapes for every batch of a size, so that a recorded step can be given others.</returns>
    /// <value>Default: nothing.</value>
    public virtual IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context) => [];

    /// <summary>The loss of a batch, a scalar with gradients.</summary>
    public abstract Tensor Loss(TensorBatch batch, LossContext context);

    /// <summary>What is measured on held-out exams.</summary>
    /// <value>Default: the mean of <see cref="Loss"/> over batches, weighted by their sizes.</value>
    public virtual IHeldOutScore NewScore() => new MeanLossScore(this);

    /// <summary>The exams as this paradigm draws them; contrastive learning over patients makes pairs of them.</summary>
    /// <value>Default: unchanged.</value>
    public virtual (IEcgDataset Dataset, IReadOnlyList<int> Exams) Draw(IEcgDataset dataset, IReadOnlyList<int> exams) => (dataset, exams);

    /// <summary>Called after each update of the weights, gradients off; a target network follows here.</summary>
    public virtual void AfterStep(LossContext context)
    {
    }
}
