using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Running sums along a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => Aten.Cumsum.Tensor(input, dim, type);

    /// <summary>Running products along a dimension.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? type = null) => Aten.Cumprod.Tensor(input, dim, type);

    /// <summary>Logarithms of running sums of exponentials along a dimension.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => Aten.Logcumsumexp.Tensor(input, dim);

    /// <summary>The greatest element so far along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indices) cummax(Tensor input, long dim) => Pair(Aten.Cummax.Tensors(input, dim));

    /// <summary>The least element so far along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indices) cummin(Tensor input, long dim) => Pair(Aten.Cummin.Tensors(input, dim));

    /// <summary>Differences of neighbours along a dimension.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
        Aten.Diff.Tensor(input, n, dim, prepend, append);
}
