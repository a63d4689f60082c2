using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Standardised features with a last column of ones, and the same turned to their principal axes. There the mean curvature of every label at every ridge is nearly
/// diagonal, so that one rotation preconditions all of them. Made inside a dispose scope of the caller.
/// </summary>
internal sealed class ProbeDesign
{
    private const int BlockRecords = 2048;

    public ProbeDesign(FeatureTable table)
    {
        Records = table.Records;
        Means = Average(table, null);
        // A feature that never changes says nothing: it becomes zero.
        Deviations = Array.ConvertAll(Average(table, Means), variance => variance > 1e-24 ? Math.Sqrt(variance) : 1);
        Columns = Standardised(table, Means, Deviations);
        var single = Columns.to(ScalarType.Float32);
        var features = single.narrow(1, 0, table.FeatureSize);
        var (spread, axes) = linalg.eigh((features.t().mm(features) / table.Records).to(ScalarType.Float64));
        Rotation = block_diag(axes, ones([1, 1], ScalarType.Float64));
        SingleColumns = single.mm(Rotation.to(ScalarType.Float32));
        Spread = cat([spread.clamp_min(0), ones([1], ScalarType.Float64)], 0).reshape(1, -1);
    }

    public int Records { get; }

    public double[] Means { get; }

    public double[] Deviations { get; }

    /// <summary>Shape <c>(record, feature + 1)</c>, double precision: for objectives and gradients.</summary>
    public Tensor Columns { get; }

    /// <summary>Turned, <c>(record, axis + 1)</c>, in single precision: for curvature, of which a Newton step needs only a few digits.</summary>
    public Tensor SingleColumns { get; }

    /// <summary>The mean square of each turned column, <c>(1, axis + 1)</c>.</summary>
    public Tensor Spread { get; }

    /// <summary>From axes to features, <c>(feature + 1, axis + 1)</c>; the ones stay as they are.</summary>
    public Tensor Rotation { get; }

    /// <summary>Features with given means and deviations taken out and a last column of ones, <c>(record, feature + 1)</c>.</summary>
    public static Tensor Standardised(FeatureTable table, double[] means, double[] deviations)
    {
        var (width, inverse) = (means.Length, Array.ConvertAll(deviations, deviation => 1 / deviation));
        var columns = empty([table.Records, width + 1], ScalarType.Float64);
        Blocks(table.Records, (start, count) =>
        {
            using var rows = columns.narrow(0, start, count);
            var target = MemoryMarshal.Cast<byte, double>(rows.bytes);
            for (var record = 0; record < count; record++)
            {
                var row = target.Slice(record * (width + 1), width + 1);
                var values = table.Values.AsSpan((start + record) * width, width);
                for (var feature = 0; feature < values.Length; feature++)
                {
                    row[feature] = (values[feature] - means[feature]) * inverse[feature];
                }

                row[width] = 1;
            }
        });
        return columns;
    }

    private static void Blocks(int records, Action<int, int> work) =>
        Parallel.For(0, (records + BlockRecords - 1) / BlockRecords, block => work(block * BlockRecords, Math.Min(BlockRecords, records - (block * BlockRecords))));

    /// <summary>The mean of each feature, or of its squared distance from a centre. Blocks are added in their order, so that threads change nothing.</summary>
    private static double[] Average(FeatureTable table, double[]? centres)
    {
        var width = table.FeatureSize;
        var sums = new double[((table.Records + BlockRecords - 1) / BlockRecords)][];
        Blocks(table.Records, (start, count) =>
        {
            var own = sums[start / BlockRecords] = new double[width];
            for (var record = start; record < start + count; record++)
            {
                var values = table.Values.AsSpan(record * width, width);
                for (var feature = 0; feature < values.Length; feature++)
                {
                    var value = centres is null ? values[feature] : values[feature] - centres[feature];
                    own[feature] += centres is null ? value : value * value;
                }
            }
        });
        var means = new double[width];
        foreach (var own in sums)
        {
            for (var feature = 0; feature < width; feature++)
            {
                means[feature] += own[feature] / table.Records;
            }
        }

        return means;
    }
}
