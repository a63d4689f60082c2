using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Standardised features turned to their principal axes, with a last column of ones. There the mean curvature of every label at every ridge is nearly diagonal,
/// so that one rotation preconditions all of them. Made inside a dispose scope of the caller.
/// </summary>
internal sealed class ProbeDesign
{
    public ProbeDesign(FeatureTable table)
    {
        var raw = tensor(table.Values, [table.Records, table.FeatureSize]).to(ScalarType.Float64);
        var means = raw.mean([0], keepdim: true);
        var variances = (raw - means).square().mean([0], keepdim: true);
        // A feature that never changes says nothing: it becomes zero.
        Deviations = [.. variances.data<double>().ToArray().Select(variance => variance > 1e-24 ? Math.Sqrt(variance) : 1)];
        Means = means.data<double>().ToArray();
        var standard = Standardised(table, Means, Deviations);
        (var spread, Rotation) = linalg.eigh(standard.t().mm(standard) / table.Records);
        var one = ones([1], ScalarType.Float64);
        Spread = cat([spread.clamp_min(0), one], 0).reshape(-1, 1);
        Columns = cat([standard.mm(Rotation), ones([table.Records, 1], ScalarType.Float64)], 1);
        SingleColumns = Columns.to(ScalarType.Float32);
    }

    public double[] Means { get; }

    public double[] Deviations { get; }

    /// <summary>Shape <c>(record, axis + 1)</c>, double precision: for objectives and gradients.</summary>
    public Tensor Columns { get; }

    /// <summary>The same in single precision: for curvature, of which a Newton step needs only a few digits.</summary>
    public Tensor SingleColumns { get; }

    /// <summary>The mean square of each column, <c>(axis + 1, 1)</c>.</summary>
    public Tensor Spread { get; }

    /// <summary>From axes to features, <c>(feature, axis)</c>.</summary>
    public Tensor Rotation { get; }

    /// <summary>Features with given means and deviations taken out, <c>(record, feature)</c>.</summary>
    public static Tensor Standardised(FeatureTable table, double[] means, double[] deviations)
    {
        using var scope = NewDisposeScope();
        var raw = tensor(table.Values, [table.Records, table.FeatureSize]).to(ScalarType.Float64);
        return ((raw - tensor(means, [1, means.Length])) / tensor(deviations, [1, deviations.Length])).MoveToOuterDisposeScope();
    }

    /// <summary>Weights on axes as weights on standardised features, <c>(feature + 1, label)</c>.</summary>
    public Tensor ToFeatures(Tensor weights) => cat([Rotation.mm(weights.narrow(0, 0, Means.Length)), weights.narrow(0, Means.Length, 1)], 0);
}
