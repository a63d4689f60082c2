using System.Globalization;
using System.Text.Json.Serialization;
using EcgScaling.Data.Loading;
using EcgScaling.Models;
using EcgScaling.Training.Running;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>
/// All weights are trained on the task, deeper layers faster: the learning rate of a layer is the peak rate times <see cref="LayerDecay"/> to the number of layers
/// above it (Clark et al., ICLR 2020; Bao et al., ICLR 2022). Stops early on validation. The given encoder is not changed.
/// </summary>
public sealed record FineTuningProtocol : TransferProtocol
{
    private const string EncoderPrefix = "encoder.";

    /// <summary>How the network is trained.</summary>
    /// <value>Default: 50 epochs, learning rate 0.001.</value>
    public GradientPlan Plan { get; init; } = new() { LearningRate = 1e-3 };

    /// <summary>The factor from a layer to the one below it; 1 trains all alike.</summary>
    /// <value>Default: 0.75.</value>
    public double LayerDecay { get; init; } = 0.75;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "finetune";

    /// <inheritdoc/>
    public override ProtocolPrediction Predict(ProtocolData data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        manual_seed(unchecked((long)new RandomStream(data.Seed, "transfer/finetune").NextUInt64()));
        var copy = EncoderFamilies.Build(data.Encoder.Encoder.Config);
        using (no_grad())
        {
            var weights = data.Encoder.Encoder.state_dict();
            foreach (var (name, value) in copy.state_dict())
            {
                value.copy_(weights[name]);
            }
        }

        using var network = new EcgClassifier(copy, data.Labels.Count).to(data.Device);
        var rates = ValidationLoss.Prevalences(data.Targets(data.Fold.Training), data.Labels.Count);
        using (no_grad())
        {
            // The head starts at the prevalences, so that the first steps do not tear the encoder.
            foreach (var (name, value) in network.Head.named_parameters())
            {
                value.copy_(name.EndsWith("bias", StringComparison.Ordinal) ? tensor(rates.Select(rate => (float)Logistic.Logit(rate)).ToArray()) : zeros_like(value));
            }
        }

        var depths = new LayerDepths(copy.named_parameters().Select(item => item.Item1));
        using var fit = new GradientFit(
            network, Plan, name => name.StartsWith(EncoderPrefix, StringComparison.Ordinal) ? Math.Pow(LayerDecay, depths.Deepest + 1 - depths[name[EncoderPrefix.Length..]]) : 1);
        var loader = new BatchLoader(data.Dataset, data.Fold.Training, new BatchLoaderOptions { BatchSize = Plan.BatchSize, Seed = data.Seed, DropLast = false, Labels = data.Labels });
        var targets = data.Targets(data.Fold.Validation);
        using var batches = loader.Batches(cancellation).GetEnumerator();
        var (epoch, _) = fit.Run(
            loader.StepsPerEpoch, _ => Epoch(batches, loader.StepsPerEpoch, data.Device), () => ValidationLoss.Of(Logits(network, data, data.Fold.Validation, cancellation), targets),
            (number, loss) => data.Report(string.Create(CultureInfo.InvariantCulture, $"fine-tuning, epoch {number}, validation loss {loss:F4}")), data.Seed, cancellation);
        return new ProtocolPrediction(Logits(network, data, data.Fold.Test, cancellation), Logits(network, data, data.Fold.Validation, cancellation), $"epoch {epoch}");
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        Plan.Validate(nameof(Plan), problems);
        if (!(LayerDecay > 0 && LayerDecay <= 1))
        {
            problems.Add($"LayerDecay is {LayerDecay}; it lies in (0, 1], usually 0.65 to 0.9.");
        }

        SpecException.ThrowIfAny(nameof(FineTuningProtocol), problems);
    }

    private static IEnumerable<(Tensor Inputs, Tensor Targets)> Epoch(IEnumerator<EcgBatch> batches, long steps, Device device)
    {
        for (var step = 0L; step < steps && batches.MoveNext(); step++)
        {
            using var batch = batches.Current;
            using var scope = NewDisposeScope();
            var tensors = BatchTransfer.ToTensors(batch, device);
            yield return (tensors.Tracings, tensors.Labels);
        }
    }

    private static float[] Logits(EcgClassifier network, ProtocolData data, IReadOnlyList<int> exams, CancellationToken cancellation)
    {
        network.eval();
        var loader = new BatchLoader(data.Dataset, exams, new BatchLoaderOptions { BatchSize = 128, Shuffle = false, DropLast = false, Labels = data.Labels });
        var logits = new List<float>();
        foreach (var batch in loader.Batches(cancellation).Take(checked((int)loader.StepsPerEpoch)))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                using var quiet = no_grad();
                logits.AddRange(network.call(BatchTransfer.ToTensors(batch, data.Device).Tracings).cpu().data<float>().ToArray());
            }
        }

        return [.. logits];
    }
}
