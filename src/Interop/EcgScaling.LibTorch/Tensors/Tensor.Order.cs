using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The place of the greatest element in the flattened tensor.</summary>
        public Tensor argmax() => Aten.Argmax.Tensor(this);

        /// <summary>The place of the greatest element along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Argmax.Tensor(this, dim, keepdim);

        /// <summary>The place of the least element in the flattened tensor.</summary>
        public Tensor argmin() => Aten.Argmin.Tensor(this);

        /// <summary>The place of the least element along a dimension.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.Argmin.Tensor(this, dim, keepdim);

        /// <summary>The greatest element.</summary>
        public Tensor max() => Aten.Max.Tensor(this);

        /// <summary>The greater of every pair.</summary>
        public Tensor max(Tensor other) => Aten.MaxOther.Tensor(this, other);

        /// <summary>The least element.</summary>
        public Tensor min() => Aten.Min.Tensor(this);

        /// <summary>The lesser of every pair.</summary>
        public Tensor min(Tensor other) => Aten.MinOther.Tensor(this, other);

        /// <summary>The middle element; of two, the lesser.</summary>
        public Tensor median() => Aten.Median.Tensor(this);

        /// <summary>The middle element of those that are numbers.</summary>
        public Tensor nanmedian() => Aten.Nanmedian.Tensor(this);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Quantile.Tensor(this, q, dim, keepdim);

        /// <summary>Quantiles along a dimension of the elements that are numbers.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Nanquantile.Tensor(this, q, dim, keepdim);

        /// <summary>How many elements are in each of equal bins from min to max; 0, 0: of their range.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Histc.Tensor(this, bins, min, max);

        /// <summary>The greatest element along dimensions.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Aten.Amax.Tensor(this, dims, keepdim) : Aten.AmaxOut.Tensor(this, dims, keepdim, @out);

        /// <summary>The greatest element along dimensions.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        /// <summary>The greatest element along dimensions.</summary>
        public Tensor amax(params long[] dims) => Aten.Amax.Tensor(this, dims);

        /// <summary>The least element along dimensions.</summary>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            @out is null ? Aten.Amin.Tensor(this, dims, keepdim) : Aten.AminOut.Tensor(this, dims, keepdim, @out);

        /// <summary>The least element along dimensions.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        /// <summary>The least element along dimensions.</summary>
        public Tensor amin(params long[] dims) => Aten.Amin.Tensor(this, dims);

        /// <summary>The greatest element along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Pair(Aten.MaxDim.Tensors(this, dim, keepdim));

        /// <summary>The least element along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Pair(Aten.MinDim.Tensors(this, dim, keepdim));

        /// <summary>The k greatest (or least) elements along a dimension, and their places.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Pair(Aten.Topk.Tensors(this, k, dim, largest, sorted));

        /// <summary>Sorted along a dimension, and where the elements were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Pair(Aten.SortStable.Tensors(this, stable, dim, descending));

        /// <summary>The k-th least element along a dimension, and its place.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Pair(Aten.Kthvalue.Tensors(this, k, dim ?? -1, keepdim));

        /// <summary>The commonest element along a dimension, and its last place.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1L, bool keepdim = false) => Pair(Aten.Mode.Tensors(this, dim, keepdim));

        /// <summary>The least and the greatest element.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Pair(Aten.Aminmax.Tensors(this, dim, keepdim));
    }
}
