using EcgScaling.Data.Loading;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running;
using static TorchSharp.torch;

namespace EcgScaling.Training.Evaluation;

/// <summary>Measures a paradigm on exams it was not trained on. The result depends on the weights, the exams and <see cref="EvaluationPlan.Seed"/> alone.</summary>
public static class HeldOutEvaluation
{
    /// <summary>Measures. Gradients are off and the network is in evaluation mode meanwhile.</summary>
    /// <param name="paradigm">What is measured.</param>
    /// <param name="dataset">Where the exams come from.</param>
    /// <param name="exams">Their places; at least <see cref="Paradigm.SmallestBatch"/>.</param>
    /// <param name="plan">Batch size, seed and resamples.</param>
    /// <param name="device">Where the paradigm's weights are; null for the processor.</param>
    /// <param name="loaderThreads">Threads that read and prepare batches.</param>
    /// <param name="cancellation">Ends the evaluation between two batches.</param>
    /// <exception cref="ArgumentException">There are too few exams, or they lack a label.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EvaluationResult Run(
        Paradigm paradigm, IEcgDataset dataset, IReadOnlyList<int> exams, EvaluationPlan plan, Device? device = null, int loaderThreads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paradigm);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(exams);
        ArgumentNullException.ThrowIfNull(plan);
        var (source, drawn) = paradigm.Draw(dataset, exams);
        if (drawn.Count < paradigm.SmallestBatch)
        {
            throw new ArgumentException(
                $"Evaluating '{paradigm.Name}' needs at least {paradigm.SmallestBatch} items; {exams.Count} held-out exams of {dataset.Name} give {drawn.Count}. Hold out more.", nameof(exams));
        }

        var loader = new BatchLoader(source, drawn, new BatchLoaderOptions
        {
            BatchSize = Math.Min(plan.BatchSize, drawn.Count),
            Shuffle = false,
            DropLast = false,
            Workers = loaderThreads,
            Labels = paradigm.Labels,
        });
        var score = paradigm.NewScore();
        var wasTraining = paradigm.training;
        paradigm.eval();
        try
        {
            foreach (var batch in Batches(loader, cancellation))
            {
                using (batch)
                {
                    using var scope = NewDisposeScope();
                    using var quiet = no_grad();
                    // Whatever a paradigm draws from torch's own generator is then the same at every evaluation.
                    manual_seed(unchecked((long)new RandomStream(plan.Seed, "evaluation/torch", batch.Step).NextUInt64()));
                    score.Add(BatchTransfer.ToTensors(batch, device ?? CPU), new LossContext(plan.Seed, 0, 0, Training: false));
                }
            }
        }
        finally
        {
            paradigm.train(wasTraining);
        }

        return score.ToResult(plan);
    }

    private static IEnumerable<EcgBatch> Batches(BatchLoader loader, CancellationToken cancellation) =>
        loader.Batches(cancellation).Take(checked((int)loader.StepsPerEpoch));
}
