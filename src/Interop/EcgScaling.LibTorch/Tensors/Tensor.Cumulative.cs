using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Cumsum.Tensor(this, dim, type);

        /// <summary>Running products along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.Cumprod.Tensor(this, dim, type);

        /// <summary>Logarithms of running sums of exponentials along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Aten.Logcumsumexp.Tensor(this, dim);

        /// <summary>The greatest element so far along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Pair(Aten.Cummax.Tensors(this, dim));

        /// <summary>The least element so far along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Pair(Aten.Cummin.Tensors(this, dim));

        /// <summary>Differences of neighbours along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.Diff.Tensor(this, n, dim, prepend, append);
    }
}
