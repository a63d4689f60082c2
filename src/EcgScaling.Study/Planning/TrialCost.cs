using EcgScaling.Models;
using EcgScaling.Training;

namespace EcgScaling.Study.Planning;

/// <summary>What a trial costs, from its configuration alone.</summary>
internal readonly record struct TrialCost(long Parameters, long Steps, double Flops, long MemoryBytes)
{
    // Weights, gradients and the two moments of Adam, in 32-bit floats; one more for an average of the weights.
    private const int BytesPerParameter = 16;

    /// <summary>Counts steps, compute and memory.</summary>
    public static TrialCost Of(EncoderConfig model, TrainingConfig training, long records)
    {
        var size = model.Size();
        // As the trainer counts: a batch is never larger than the data, and an epoch leaves out its last, smaller batch.
        var whole = (int)Math.Min(training.BatchSize, records);
        var steps = training.Duration.ToSteps(whole, records / whole * whole);
        var batch = Math.Min(whole, training.MicroBatchSize ?? whole);
        var passes = (double)whole / batch;
        var flops = steps * passes * size.TrainingFlopsOf(batch);
        var input = (long)whole * model.Input.Leads.Count * model.Input.Samples * sizeof(float);
        var memory = (size.Parameters * (BytesPerParameter + (training.EmaDecay is null ? 0 : 4))) + size.ActivationBytesOf(batch) + (4 * input);
        return new TrialCost(size.Parameters, steps, flops, memory);
    }
}
