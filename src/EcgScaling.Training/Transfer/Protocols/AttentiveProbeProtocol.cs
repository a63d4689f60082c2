using System.Globalization;
using System.Text.Json.Serialization;
using EcgScaling.Models;
using EcgScaling.Training.Transfer.Features;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>
/// Frozen token features, one learned query that weighs them, and a linear head: what a linear probe on a mean misses because it is short. Trained by gradient with
/// early stopping on validation; tokens are read from disk batch by batch.
/// </summary>
public sealed record AttentiveProbeProtocol : TransferProtocol
{
    /// <summary>How query and head are trained.</summary>
    /// <value>Default: 50 epochs, learning rate 0.003.</value>
    public GradientPlan Plan { get; init; } = new() { LearningRate = 3e-3 };

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "attentive";

    /// <inheritdoc/>
    public override ProtocolPrediction Predict(ProtocolData data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (file, training) = data.Tokens(data.Fold.Training);
        var targets = data.Targets(data.Fold.Training);
        var labels = data.Labels.Count;
        manual_seed(unchecked((long)new RandomStream(data.Seed, "transfer/attentive").NextUInt64()));
        using var head = new Head(file, training, ValidationLoss.Prevalences(targets, labels));
        using var fit = new GradientFit(head, Plan, _ => 1);
        var steps = (training.Length + Plan.BatchSize - 1) / Plan.BatchSize;
        var validationTargets = data.Targets(data.Fold.Validation);
        var validation = data.Tokens(data.Fold.Validation).Rows;
        var (epoch, _) = fit.Run(
            steps, Epoch, () => ValidationLoss.Of(Logits(head, file, validation, cancellation), validationTargets),
            (number, loss) => data.Report(string.Create(CultureInfo.InvariantCulture, $"attentive probe, epoch {number}, validation loss {loss:F4}")), data.Seed, cancellation);
        return new ProtocolPrediction(
            Logits(head, file, data.Tokens(data.Fold.Test).Rows, cancellation), Logits(head, file, validation, cancellation), $"epoch {epoch}");

        IEnumerable<(Tensor, Tensor)> Epoch(int number)
        {
            var order = new RandomPermutation(training.Length, data.Seed, "transfer/order", number);
            for (var first = 0; first < training.Length; first += Plan.BatchSize)
            {
                var places = Enumerable.Range(first, Math.Min(Plan.BatchSize, training.Length - first)).Select(place => (int)order[place]).ToArray();
                using var scope = NewDisposeScope();
                yield return (Batch(file, [.. places.Select(place => training[place])]), tensor(places.SelectMany(place => targets[(place * labels)..((place + 1) * labels)]).ToArray(), [places.Length, labels]));
            }
        }
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        Plan.Validate(nameof(Plan), problems);
        SpecException.ThrowIfAny(nameof(AttentiveProbeProtocol), problems);
    }

    private static Tensor Batch(FeatureFile file, int[] rows) => tensor(file.ReadAll(rows), [rows.Length, file.Tokens, file.Width]);

    private float[] Logits(Head head, FeatureFile file, int[] rows, CancellationToken cancellation)
    {
        head.eval();
        var logits = new List<float>();
        foreach (var chunk in rows.Chunk(Math.Max(1, Plan.BatchSize)))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            logits.AddRange(head.call(Batch(file, chunk)).data<float>().ToArray());
        }

        return [.. logits];
    }

    /// <summary>Standardises tokens by the training exams' moments, weighs them, and predicts.</summary>
    private sealed class Head : Module<Tensor, Tensor>
    {
        private readonly Tensor mean;
        private readonly Tensor scale;
        private readonly AttentivePool pool;
        private readonly Linear linear;

        public Head(FeatureFile file, int[] rows, double[] prevalences)
            : base("AttentiveProbe")
        {
            var (means, factors) = Moments(file, rows);
            (mean, scale) = (tensor(means), tensor(factors));
            pool = new AttentivePool(file.Width);
            linear = Linear(file.Width, prevalences.Length);
            using (no_grad())
            {
                linear.weight!.zero_();
                linear.bias!.copy_(tensor(prevalences.Select(rate => (float)Logistic.Logit(rate)).ToArray()));
            }

            register_buffer(nameof(mean), mean);
            register_buffer(nameof(scale), scale);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return linear.call(pool.call((input - mean) * scale)).MoveToOuterDisposeScope();
        }

        private static (float[] Means, float[] Factors) Moments(FeatureFile file, int[] rows)
        {
            var (sums, squares) = (new double[file.Width], new double[file.Width]);
            var values = new float[file.Tokens * file.Width];
            foreach (var row in rows)
            {
                file.Read(row, values);
                for (var i = 0; i < values.Length; i++)
                {
                    sums[i % file.Width] += values[i];
                    squares[i % file.Width] += (double)values[i] * values[i];
                }
            }

            var count = (double)rows.Length * file.Tokens;
            return (
                [.. sums.Select(sum => (float)(sum / count))],
                [.. sums.Zip(squares, (sum, square) => (square / count) - (sum / count * (sum / count))).Select(variance => variance > 1e-20 ? (float)(1 / Math.Sqrt(variance)) : 0)]);
        }
    }
}
