using System.Text.Json;
using EcgScaling.Data.Loading;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running;
using TorchSharp;
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
        using var alone = new LoneProcess(device ?? CPU);
        return Run(paradigm, dataset, exams, plan, alone, device, loaderThreads, cancellation);
    }

    /// <summary>
    /// Measures with several processes: each takes some of the batches, and the scores are put together in the order of one process, so that the result is
    /// the same. A score that cannot be taken apart (<see cref="IMergeableScore"/>) is computed by each process alone.
    /// </summary>
    internal static EvaluationResult Run(
        Paradigm paradigm, IEcgDataset dataset, IReadOnlyList<int> exams, EvaluationPlan plan, IProcessGroup processes, Device? device, int loaderThreads, CancellationToken cancellation)
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

        var score = paradigm.NewScore();
        var options = new BatchLoaderOptions
        {
            BatchSize = Math.Min(plan.BatchSize, drawn.Count),
            Shuffle = false,
            DropLast = false,
            Workers = loaderThreads,
            Labels = paradigm.Labels,
        };
        var steps = new BatchLoader(source, drawn, options).StepsPerEpoch;
        var (part, parts) = score is IMergeableScore ? (processes.Rank, processes.Size) : (0, 1);
        var loader = new BatchLoader(source, drawn, options with { StartStep = steps * part / parts, StopStep = steps * (part + 1) / parts });
        var where = device ?? CPU;
        var cancelled = false;
        var wasTraining = paradigm.training;
        paradigm.eval();
        try
        {
            using var feed = BatchFeed.For(where);
            foreach (var batch in feed.Ahead(loader.Batches(cancellation)))
            {
                using (batch)
                {
                    using var scope = NewDisposeScope();
                    using var quiet = no_grad();
                    // Whatever a paradigm draws from torch's own generator is then the same at every evaluation.
                    manual_seed(unchecked((long)new RandomStream(plan.Seed, "evaluation/torch", batch.Step).NextUInt64()));
                    score.Add(feed.ToTensors(batch), new LossContext(plan.Seed, 0, 0, Training: false));
                    if (where.type == DeviceType.CUDA)
                    {
                        // A score need not have read anything back, and the next batch takes the place of one before.
                        cuda.synchronize(where);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (processes.Size > 1 && cancellation.IsCancellationRequested)
        {
            // The others wait for this process's part.
            cancelled = true;
        }
        finally
        {
            paradigm.train(wasTraining);
        }

        return processes.Size == 1 ? score.ToResult(plan) : Merge(processes, paradigm, score, plan, cancelled, cancellation);
    }

    private static EvaluationResult Merge(IProcessGroup processes, Paradigm paradigm, IHeldOutScore score, EvaluationPlan plan, bool cancelled, CancellationToken cancellation)
    {
        using var mine = new MemoryStream();
        using (var writer = new BinaryWriter(mine, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(cancelled);
            if (!cancelled)
            {
                (score as IMergeableScore)?.Write(writer);
            }
        }

        var readers = processes.GatherBytes(mine.ToArray()).Select(bytes => new BinaryReader(new MemoryStream(bytes))).ToArray();
        var stopped = readers.Select(reader => reader.ReadBoolean()).ToArray();
        if (stopped.Contains(true))
        {
            throw new OperationCanceledException("A process of the run was asked to stop.", cancellation);
        }

        // One process decides for all: early stopping and schedules must not hang on a last digit.
        var text = string.Empty;
        if (processes.Rank == 0)
        {
            if (score is IMergeableScore)
            {
                var whole = (IMergeableScore)paradigm.NewScore();
                foreach (var reader in readers)
                {
                    whole.Read(reader);
                }

                score = whole;
            }

            text = JsonSerializer.Serialize(score.ToResult(plan), TrainingJson.Line);
        }

        return JsonSerializer.Deserialize<EvaluationResult>(processes.BroadcastText(text), TrainingJson.Line)!;
    }
}
