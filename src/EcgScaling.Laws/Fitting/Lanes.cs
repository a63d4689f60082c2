using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Sums over padded columns with four lanes. The width is fixed at 256 bits whatever the processor has, so that the order of summation, and
/// with it every printed digit, is the same on all machines with fused multiply-add.
/// </summary>
internal static class Lanes
{
    /// <summary>The column as vectors; its length is a multiple of four.</summary>
    public static ReadOnlySpan<Vector256<double>> Of(ReadOnlySpan<double> column) => MemoryMarshal.Cast<double, Vector256<double>>(column);

    /// <summary>The column as vectors to write to.</summary>
    public static Span<Vector256<double>> Of(Span<double> column) => MemoryMarshal.Cast<double, Vector256<double>>(column);

    public static double Sum(ReadOnlySpan<double> a)
    {
        var sum = Vector256<double>.Zero;
        foreach (var lane in Of(a))
        {
            sum += lane;
        }

        return Vector256.Sum(sum);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = Of(a);
        var y = Of(b)[..Of(a).Length];
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(x[i], y[i], sum);
        }

        return Vector256.Sum(sum);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c)
    {
        var x = Of(a);
        var y = Of(b)[..Of(a).Length];
        var z = Of(c)[..Of(a).Length];
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(x[i] * y[i], z[i], sum);
        }

        return Vector256.Sum(sum);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d)
    {
        var x = Of(a);
        var y = Of(b)[..Of(a).Length];
        var z = Of(c)[..Of(a).Length];
        var t = Of(d)[..Of(a).Length];
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(x[i] * y[i], z[i] * t[i], sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>
    /// The weighted cross products of a column with itself and one more: for two multiplier columns at once, adds the sums over rows of
    /// first·x·y and second·x·y.
    /// </summary>
    public static (double First, double Second) Cross(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var a = Of(x);
        var b = Of(y)[..Of(x).Length];
        var c = Of(first)[..Of(x).Length];
        var d = Of(second)[..Of(x).Length];
        var (sum1, sum2) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < a.Length; i++)
        {
            var product = a[i] * b[i];
            sum1 = Vector256.FusedMultiplyAdd(product, c[i], sum1);
            sum2 = Vector256.FusedMultiplyAdd(product, d[i], sum2);
        }

        return (Vector256.Sum(sum1), Vector256.Sum(sum2));
    }
}
