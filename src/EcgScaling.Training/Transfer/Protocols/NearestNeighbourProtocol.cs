using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Text.Json.Serialization;
using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>
/// Frozen features and the labels of the nearest training exams by cosine similarity, each counting as exp(similarity / temperature) (Wu et al., CVPR 2018). The
/// prevalence counts as one more neighbour, so that losses stay finite. The number of neighbours is chosen on validation.
/// </summary>
/// <remarks>Features are standardised on the training exams first, as for the linear probe.</remarks>
public sealed record NearestNeighbourProtocol : TransferProtocol
{
    /// <summary>The numbers of neighbours to choose from.</summary>
    /// <value>Default: 3, 5, 10, 20, 50 and 100.</value>
    public ImmutableArray<int> Neighbours { get; init; } = [3, 5, 10, 20, 50, 100];

    /// <summary>Lower values let the nearest decide.</summary>
    /// <value>Default: 0.07 (Wu et al. 2018).</value>
    public double Temperature { get; init; } = 0.07;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "knn";

    /// <inheritdoc/>
    public override ProtocolPrediction Predict(ProtocolData data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var training = data.Table(data.Fold.Training);
        var scale = Scale(training);
        var index = Directions(training, scale);
        var prevalences = ValidationLoss.Prevalences(training.Targets, training.Labels.Count);
        var validation = Search(data.Table(data.Fold.Validation), index, scale, cancellation);
        var targets = data.Targets(data.Fold.Validation);
        var candidates = Neighbours.Select(count => Math.Min(count, training.Records)).Distinct().Order().ToArray();
        var (best, lowest) = (candidates[0], double.PositiveInfinity);
        float[] validated = [];
        foreach (var count in candidates)
        {
            var logits = Vote(validation, training, prevalences, count);
            var loss = ValidationLoss.Of(logits, targets);
            if (validated.Length == 0 || loss < lowest)
            {
                (best, lowest, validated) = (count, loss, logits);
            }
        }

        data.Report($"{best} nearest neighbours");
        var found = Search(data.Table(data.Fold.Test), index, scale, cancellation);
        return new ProtocolPrediction(Vote(found, training, prevalences, best), validated, $"{best} neighbours");
    }

    /// <summary>Equal when every value is.</summary>
    public bool Equals(NearestNeighbourProtocol? other) => other is not null && Temperature.Equals(other.Temperature) && Neighbours.AsSpan().SequenceEqual(other.Neighbours.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Temperature, Neighbours.IsDefault ? 0 : Neighbours.Length);

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (Neighbours.IsDefaultOrEmpty || Neighbours.Any(count => count < 1))
        {
            problems.Add($"Neighbours are {(Neighbours.IsDefault ? string.Empty : string.Join(", ", Neighbours))}; give at least one number, all at least 1.");
        }

        if (!(Temperature > 0 && double.IsFinite(Temperature)))
        {
            problems.Add($"Temperature is {Temperature}; it is positive, usually 0.07.");
        }

        SpecException.ThrowIfAny(nameof(NearestNeighbourProtocol), problems);
    }

    private static (double[] Means, double[] Factors) Scale(FeatureTable table)
    {
        var (means, squares) = (new double[table.FeatureSize], new double[table.FeatureSize]);
        for (var i = 0; i < table.Values.Length; i++)
        {
            means[i % means.Length] += table.Values[i] / (double)table.Records;
        }

        for (var i = 0; i < table.Values.Length; i++)
        {
            squares[i % means.Length] += Math.Pow(table.Values[i] - means[i % means.Length], 2) / table.Records;
        }

        return (means, [.. squares.Select(variance => variance > 1e-24 ? 1 / Math.Sqrt(variance) : 0)]);
    }

    private static float[] Directions(FeatureTable table, (double[] Means, double[] Factors) scale)
    {
        var width = table.FeatureSize;
        var values = new float[table.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((table.Values[i] - scale.Means[i % width]) * scale.Factors[i % width]);
        }

        for (var record = 0; record < table.Records; record++)
        {
            var row = values.AsSpan(record * width, width);
            var norm = TensorPrimitives.Norm<float>(row);
            if (norm > 0)
            {
                TensorPrimitives.Divide(row, norm, row);
            }
        }

        return values;
    }

    // The greatest number of neighbours for each record, nearest first; ties in the order of the training exams.
    private (int[] Places, float[] Similarities)[] Search(FeatureTable table, float[] index, (double[] Means, double[] Factors) scale, CancellationToken cancellation)
    {
        var (width, known) = (table.FeatureSize, index.Length / table.FeatureSize);
        var most = Math.Min(Neighbours.Max(), known);
        var queries = Directions(table, scale);
        var found = new (int[] Places, float[] Similarities)[table.Records];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellation }, record =>
        {
            var query = queries.AsSpan(record * width, width);
            var (similarities, places) = (new float[known], new int[known]);
            for (var place = 0; place < known; place++)
            {
                similarities[place] = -TensorPrimitives.Dot<float>(query, index.AsSpan(place * width, width));
                places[place] = place;
            }

            Array.Sort(places, (a, b) => similarities[a] != similarities[b] ? similarities[a].CompareTo(similarities[b]) : a.CompareTo(b));
            found[record] = (places[..most], [.. places[..most].Select(place => -similarities[place])]);
        });
        return found;
    }

    private float[] Vote((int[] Places, float[] Similarities)[] found, FeatureTable training, double[] prevalences, int count)
    {
        var labels = training.Labels.Count;
        var logits = new float[found.Length * labels];
        for (var record = 0; record < found.Length; record++)
        {
            var (places, similarities) = found[record];
            var nearest = similarities[0];
            for (var label = 0; label < labels; label++)
            {
                // Weights relative to the nearest do not overflow; the prevalence is one neighbour as near as that.
                var (positive, total) = (prevalences[label], 1.0);
                for (var rank = 0; rank < count; rank++)
                {
                    var target = training.Targets[(places[rank] * labels) + label];
                    if (!float.IsNaN(target))
                    {
                        var weight = Math.Exp((similarities[rank] - nearest) / Temperature);
                        positive += weight * target;
                        total += weight;
                    }
                }

                logits[(record * labels) + label] = (float)Logistic.Logit(positive / total);
            }
        }

        return logits;
    }
}
