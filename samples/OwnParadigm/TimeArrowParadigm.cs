using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Samples.OwnParadigm;

/// <summary>
/// Half of the tracings run backwards; the network tells which. P waves come before QRS complexes and T waves after them, so it has to learn
/// what a beat is made of. Chance is ln 2 = 0.693 nats.
/// </summary>
internal sealed class TimeArrowParadigm : Paradigm
{
    private readonly Linear head;

    public TimeArrowParadigm(EcgEncoder encoder)
        : base("time arrow", encoder)
    {
        head = Linear(encoder.FeatureSize, 1);
        RegisterComponents();
    }

    public override string LossUnit => "nats per tracing";

    public override bool IsRecordable => true;

    /// <summary>Which tracings run backwards, <c>(batch, 1)</c>. What is drawn here and not in the loss lets a CUDA device record the step.</summary>
    public override IReadOnlyList<Tensor> Prepare(TensorBatch batch, LossContext context)
    {
        var backwards = new float[batch.Size];
        for (var exam = 0; exam < batch.Size; exam++)
        {
            // A stream per exam: the same at every resume, and in evaluations the same for every model.
            backwards[exam] = context.Stream("arrow", batch.Indices.Span[exam]).NextBoolean(0.5) ? 1 : 0;
        }

        return [tensor(backwards, [batch.Size, 1], device: batch.Device)];
    }

    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        var targets = context.Prepared(this, batch)[0];
        var shown = where(targets.unsqueeze(2).gt(0.5), batch.Tracings.flip(2), batch.Tracings);
        return functional.binary_cross_entropy_with_logits(head.call(Encoder.call(shown)), targets);
    }
}
