using System.Collections.Immutable;
using System.Text.Json.Serialization;

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
        var training = new NearestNeighbours(data.Table(data.Fold.Training), Temperature);
        var candidates = Neighbours.Select(count => Math.Min(count, training.Records)).Distinct().Order().ToArray();
        var validation = training.Search(data.Table(data.Fold.Validation), candidates[^1], cancellation);
        var targets = data.Targets(data.Fold.Validation);
        var (best, lowest) = (candidates[0], double.PositiveInfinity);
        float[] validated = [];
        foreach (var count in candidates)
        {
            var logits = training.Vote(validation, count);
            var loss = ValidationLoss.Of(logits, targets);
            if (validated.Length == 0 || loss < lowest)
            {
                (best, lowest, validated) = (count, loss, logits);
            }
        }

        data.Report($"{best} nearest neighbours");
        return new ProtocolPrediction(training.Vote(training.Search(data.Table(data.Fold.Test), best, cancellation), best), validated, $"{best} neighbours");
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
}
