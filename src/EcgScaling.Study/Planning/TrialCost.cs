using EcgScaling.Models;
using EcgScaling.Training;

namespace EcgScaling.Study.Planning;

/// <summary>What a trial costs, from its configuration alone.</summary>
internal readonly record struct TrialCost(long Parameters, long Steps, double Flops, double EvaluationFlops, long MemoryBytes, long DiskBytes)
{
    // Weights, gradients and the two moments of Adam, in 32-bit floats; one more for an average of the weights.
    private const int BytesPerParameter = 16;

    // A checkpoint holds weights and both moments.
    private const int CheckpointBytesPerParameter = 12;

    /// <summary>Counts steps, compute, memory and disk.</summary>
    /// <param name="model">The model.</param>
    /// <param name="size">What it costs.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="records">The records that epochs run over.</param>
    /// <param name="heldOut">Held-out records.</param>
    /// <param name="probed">Records that the transfer tasks need features of.</param>
    /// <param name="processes">Processes that share each batch; the memory is that of one.</param>
    public static TrialCost Of(EncoderConfig model, EncoderSize size, TrainingConfig training, long records, long heldOut, long probed, int processes = 1)
    {
        // As the trainer counts: a batch is never larger than the data, and an epoch leaves out its last, smaller batch.
        var whole = (int)Math.Min(training.BatchSizeFor(size.Parameters), records);
        var steps = training.Duration.ToSteps(whole, records / whole * whole);
        var part = Math.Max(1, whole / processes);
        var batch = Math.Min(part, training.MicroBatchSize ?? part);
        var passes = (double)whole / batch;
        var flops = steps * passes * size.TrainingFlopsOf(batch);
        var input = (long)part * model.Input.Leads.Count * model.Input.Samples * sizeof(float);
        var memory = (size.Parameters * (BytesPerParameter + (training.EmaDecay is null ? 0 : 4))) + size.ActivationBytesOf(batch) + (4 * input);
        var epoch = records / whole * whole;
        var looks = training.Evaluation.Points.Resolve(steps, whole, epoch).Count;
        var measured = ((looks - 1) * Math.Min(heldOut, training.Evaluation.MaximumRecords ?? heldOut)) + heldOut + probed;
        var planned = training.Checkpoints.KeepPlanned ? training.Checkpoints.Points.LogSpaced + (training.Checkpoints.Points.At.IsDefault ? 0 : training.Checkpoints.Points.At.Length) : 0;
        var disk = size.Parameters * (((training.Checkpoints.KeepLast + planned) * CheckpointBytesPerParameter) + 4 + (training.Checkpoints.KeepBest ? 4 : 0));
        return new TrialCost(size.Parameters, steps, flops, (double)measured * size.ForwardFlops, memory, disk);
    }
}
