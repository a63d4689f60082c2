using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>
/// Frozen features and one logistic regression per label, solved to its optimum. The ridge is the one of <see cref="Ridges"/> with the lowest validation loss, the
/// same for all labels: chosen label by label it would follow noise where positives are few.
/// </summary>
public sealed record LinearProbeProtocol : TransferProtocol
{
    /// <summary>The ridges to choose from, see <see cref="LinearProbeConfig.Ridge"/>.</summary>
    /// <value>Default: nine powers of ten and their halves from 10 down to 0.001.</value>
    public ImmutableArray<double> Ridges { get; init; } = [10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];

    /// <summary>The norm of the gradient at which the optimum counts as reached.</summary>
    /// <value>Default: 1e-8.</value>
    public double Tolerance { get; init; } = 1e-8;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => "linear";

    /// <inheritdoc/>
    public override ProtocolPrediction Predict(ProtocolData data, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (training, validation, test) = (data.Table(data.Fold.Training), data.Table(data.Fold.Validation), data.Table(data.Fold.Test));
        data.Report(string.Create(CultureInfo.InvariantCulture, $"linear probe, {Ridges.Length} ridges"));
        var path = LinearProbe.FitPath(training, validation, Ridges, new LinearProbeConfig { Tolerance = Tolerance }, cancellation: cancellation);
        return new ProtocolPrediction(path.Probe.Logits(test), path.Probe.Logits(validation), string.Create(CultureInfo.InvariantCulture, $"ridge {path.Ridge}"));
    }

    /// <summary>Equal when every value is.</summary>
    public bool Equals(LinearProbeProtocol? other) => other is not null && Tolerance.Equals(other.Tolerance) && Ridges.AsSpan().SequenceEqual(other.Ridges.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tolerance, Ridges.IsDefault ? 0 : Ridges.Length);

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (Ridges.IsDefaultOrEmpty || Ridges.Any(ridge => !(ridge > 0 && double.IsFinite(ridge))))
        {
            problems.Add($"Ridges are {(Ridges.IsDefault ? string.Empty : string.Join(", ", Ridges))}; give at least one, all positive.");
        }

        if (!(Tolerance > 0 && double.IsFinite(Tolerance)))
        {
            problems.Add($"Tolerance is {Tolerance}; it is positive, for example 1e-8.");
        }

        SpecException.ThrowIfAny(nameof(LinearProbeProtocol), problems);
    }
}
