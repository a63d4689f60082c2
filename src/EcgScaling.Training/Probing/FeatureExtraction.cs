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
        var (values, targets, patients) = (new List<float>(), new List<float>(), new List<long>());
        foreach (var (batch, features) in Batches(encoder, dataset, exams, labels, tokens: false, batchSize, device, cancellation))
        {
            values.AddRange(features);
            targets.AddRange(batch.Labels);
            patients.AddRange(batch.PatientKeys);
        }

        return new FeatureTable
        {
            Values = [.. CollectionsMarshal.AsSpan(values)],
            Targets = [.. CollectionsMarshal.AsSpan(targets)],
            Labels = labels ?? dataset.LabelNames,
            PatientKeys = patients,
            FeatureSize = encoder.FeatureSize,
        };
    }

    /// <summary>The features of exams, one array a batch in the order of the exams, so that memory does not grow with their number.</summary>
    /// <param name="encoder">The encoder; in evaluation mode until the enumeration ends.</param>
    /// <param name="dataset">Where the exams come from.</param>
    /// <param name="exams">Their places.</param>
    /// <param name="tokens">Whether features are those of tokens, <c>(exam, token, feature)</c>, instead of the pooled <c>(exam, feature)</c>.</param>
    /// <param name="batchSize">Exams per forward pass.</param>
    /// <param name="device">Where the encoder is; null for the processor.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="ArgumentException">There is no exam.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IEnumerable<float[]> Stream(
        EcgEncoder encoder, IEcgDataset dataset, IReadOnlyList<int> exams, bool tokens = false, int batchSize = 128, Device? device = null, CancellationToken cancellation = default) =>
        Batches(encoder, dataset, exams, [], tokens, batchSize, device, cancellation).Select(item => item.Features);

    private static IEnumerable<(EcgBatch Batch, float[] Features)> Batches(
        EcgEncoder encoder,
        IEcgDataset dataset,
        IReadOnlyList<int> exams,
        IReadOnlyList<string>? labels,
        bool tokens,
        int batchSize,
        Device? device,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var loader = new BatchLoader(dataset, exams, new BatchLoaderOptions { BatchSize = batchSize, Shuffle = false, DropLast = false, Labels = labels });
        var wasTraining = encoder.training;
        encoder.eval();
        try
        {
            foreach (var batch in loader.Batches(cancellation).Take(checked((int)loader.StepsPerEpoch)))
            {
                using (batch)
                {
                    // Batches that were loaded ahead would still come.
                    cancellation.ThrowIfCancellationRequested();
                    yield return (batch, Forward(encoder, batch, tokens, device ?? CPU));
                }
            }
        }
        finally
        {
            encoder.train(wasTraining);
        }
    }

    private static float[] Forward(EcgEncoder encoder, EcgBatch batch, bool tokens, Device device)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var tracings = BatchTransfer.ToTensors(batch, device).Tracings;
        var features = tokens ? encoder.Tokens(tracings) : encoder.call(tracings);
        return features.cpu().contiguous().data<float>().ToArray();
    }
}
