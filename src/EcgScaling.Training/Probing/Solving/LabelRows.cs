using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>Numbers of each label, from matrices with a row a label.</summary>
internal static class LabelRows
{
    public static double[] Sums(Tensor rows)
    {
        using var scope = NewDisposeScope();
        return rows.sum([1]).data<double>().ToArray();
    }

    public static double[] Norms(Tensor rows)
    {
        using var scope = NewDisposeScope();
        return Array.ConvertAll(Sums(rows.square()), Math.Sqrt);
    }

    public static Tensor Column(double[] values) => tensor(values, [values.Length, 1]);

    public static Tensor Index(IEnumerable<int> rows)
    {
        long[] places = [.. rows.Select(row => (long)row)];
        return tensor(places, [places.Length]);
    }
}
