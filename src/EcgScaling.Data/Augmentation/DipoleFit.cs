using System.Collections.Concurrent;
using System.Numerics.Tensors;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>The dipole that explains some leads best (least squares), and the leads it makes.</summary>
internal sealed class DipoleFit
{
    private static readonly ConcurrentDictionary<LeadSet, DipoleFit> Known = new();
    private readonly double[]?[] _rows;
    private readonly int[] _used;
    private readonly double[] _inverse;

    private DipoleFit(LeadSet leads)
    {
        _rows = [.. leads.Select(Dipole.RowOf)];
        // Of twelve leads eight are independent; the derived ones would count the limb leads more than once.
        var standard = Enumerable.Range(0, leads.Count).Where(lead => _rows[lead] is not null).ToArray();
        var independent = Array.FindAll(standard, lead => LeadSet.Eight.Contains(leads[lead]));
        _used = LeadSet.Eight.All(leads.Contains) ? independent : standard;
        _inverse = PseudoInverse([.. _used.Select(lead => _rows[lead]!)]) ?? throw new ArgumentException(
            $"The dipole cannot be found from the leads {leads}: it needs three independent ones of the standard twelve, among them a chest lead. Leave the VCG rotation out, or keep more leads.");
    }

    /// <exception cref="ArgumentException">The leads do not determine a dipole.</exception>
    public static DipoleFit Of(LeadSet leads) => Known.GetOrAdd(leads, chosen => new DipoleFit(chosen));

    /// <summary>The matrix from the leads used to the dipole, shape <c>(3, lead)</c>.</summary>
    public ReadOnlySpan<double> Inverse => _inverse;

    /// <summary>Adds to each lead what it gets more of the changed dipole than of the one that was there.</summary>
    /// <param name="tracing">The tracing.</param>
    /// <param name="matrix">The change of the dipole, shape <c>(3, 3)</c>.</param>
    public void Transform(Tracing tracing, ReadOnlySpan<double> matrix)
    {
        var length = tracing.Valid.Length;
        var change = new float[3 * length];
        for (var axis = 0; axis < 3; axis++)
        {
            var target = change.AsSpan(axis * length, length);
            for (var lead = 0; lead < _used.Length; lead++)
            {
                var weight = -_inverse[(axis * _used.Length) + lead];
                for (var inner = 0; inner < 3; inner++)
                {
                    weight += matrix[(axis * 3) + inner] * _inverse[(inner * _used.Length) + lead];
                }

                TensorPrimitives.MultiplyAdd(tracing.ValidRow(_used[lead]), (float)weight, target, target);
            }
        }

        for (var lead = 0; lead < _rows.Length; lead++)
        {
            for (var axis = 0; _rows[lead] is { } row && axis < 3; axis++)
            {
                var target = tracing.ValidRow(lead);
                TensorPrimitives.MultiplyAdd(change.AsSpan(axis * length, length), (float)row[axis], target, target);
            }
        }
    }

    // (A'A)^-1 A' of a matrix with three columns, or null where A'A cannot be inverted.
    private static double[]? PseudoInverse(double[][] rows)
    {
        var product = new double[9];
        foreach (var row in rows)
        {
            for (var place = 0; place < 9; place++)
            {
                product[place] += row[place / 3] * row[place % 3];
            }
        }

        var adjugate = new double[9];
        for (var place = 0; place < 9; place++)
        {
            var (a, b) = ((place % 3) + 1, (place / 3) + 1);
            adjugate[place] = (product[(a % 3 * 3) + (b % 3)] * product[((a + 1) % 3 * 3) + ((b + 1) % 3)])
                - (product[(a % 3 * 3) + ((b + 1) % 3)] * product[((a + 1) % 3 * 3) + (b % 3)]);
        }

        var determinant = (product[0] * adjugate[0]) + (product[1] * adjugate[3]) + (product[2] * adjugate[6]);
        var trace = product[0] + product[4] + product[8];
        if (!(determinant > 1e-6 * trace * trace * trace))
        {
            return null;
        }

        var inverse = new double[3 * rows.Length];
        for (var axis = 0; axis < 3; axis++)
        {
            for (var lead = 0; lead < rows.Length; lead++)
            {
                for (var inner = 0; inner < 3; inner++)
                {
                    inverse[(axis * rows.Length) + lead] += adjugate[(axis * 3) + inner] * rows[lead][inner] / determinant;
                }
            }
        }

        return inverse;
    }
}
