using System.Runtime.InteropServices;
using EcgScaling.Data.Loading;
using EcgScaling.Models;
using EcgScaling.Training.Running;
using static TorchSharp.torch;

namespace EcgScaling.Training.Probing;

/// <summary>Runs a frozen encoder over exams.</summary>
public static class FeatureExtraction
{
    /// <summary>The pooled features of exams. The encoder is in evaluation mode meanwhile; its weights do not change.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="dataset">Where the exams come from.</param>
    /// <param name="exams">Their places.</param>
    /// <param name="labels">The labels to carry along; null for all.</param>
    /// <param name="batchSize">Exams per forward pass.</param>
    /// <param name="device">Where the encoder is; null for the processor.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="ArgumentException">There is no exam, or a label does not exist.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FeatureTable Run(
        EcgEncoder encoder,
        IEcgDataset dataset,
        IReadOnlyList<int> exams,
        IReadOnlyList<string>? labels = null,
        int batchSize = 128,
        Device? device = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var loader = new BatchLoader(dataset, exams, new BatchLoaderOptions { BatchSize = batchSize, Shuffle = false, DropLast = false, Labels = labels });
        var (values, targets, patients) = (new List<float>(), new List<float>(), new List<long>());
        var wasTraining = encoder.training;
        encoder.eval();
        try
        {
            foreach (var batch in loader.Batches(cancellation).Take(checked((int)loader.StepsPerEpoch)))
            {
                using (batch)
                {
                    using var scope = NewDisposeScope();
                    using var quiet = no_grad();
                    values.AddRange(encoder.call(BatchTransfer.ToTensors(batch, device ?? CPU).Tracings).cpu().data<float>().ToArray());
                    targets.AddRange(batch.Labels);
                    patients.AddRange(batch.PatientKeys);
                }
            }
        }
        finally
        {
            encoder.train(wasTraining);
        }

        return new FeatureTable
        {
            Values = [.. CollectionsMarshal.AsSpan(values)],
            Targets = [.. CollectionsMarshal.AsSpan(targets)],
            Labels = loader.LabelNames,
            PatientKeys = patients,
            FeatureSize = encoder.FeatureSize,
        };
    }
}
