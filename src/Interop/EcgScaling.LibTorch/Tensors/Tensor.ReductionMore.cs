using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>How many elements are nonzero.</summary>
        public Tensor count_nonzero(long[]? dims = null) => Aten.CountNonzeroDimIntList.Tensor(this, dims ?? []);

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.StdDim.Tensor(this, dimensions, unbiased, keepdim));

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.StdDim.Tensor(this, dimensions.ToArray(), unbiased, keepdim));

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.StdDim.Tensor(this, dim, unbiased, keepdim));

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.StdDim.Tensor(this, (long[])[dim.Item1, dim.Item2], unbiased, keepdim));

        /// <summary>The standard deviation and the mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Pair(Aten.StdMean.Tensors(this, unbiased));

        /// <summary>The standard deviation and the mean along dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(Aten.StdMeanDim.Tensors(Converted(type, this), dimensions, unbiased, keepdim));

        /// <summary>The standard deviation and the mean along dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(Aten.StdMeanDim.Tensors(Converted(type, this), dim, unbiased, keepdim));

        /// <summary>The variance along dimensions.</summary>
        public Tensor @var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.VarDim.Tensor(this, dimensions, unbiased, keepdim));

        /// <summary>The variance along dimensions.</summary>
        public Tensor @var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.VarDim.Tensor(this, dimensions.ToArray(), unbiased, keepdim));

        /// <summary>The variance along dimensions.</summary>
        public Tensor @var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.VarDim.Tensor(this, dim, unbiased, keepdim));

        /// <summary>The variance along dimensions.</summary>
        public Tensor @var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(type, Aten.VarDim.Tensor(this, (long[])[dim.Item1, dim.Item2], unbiased, keepdim));

        /// <summary>The variance and the mean of all elements.</summary>
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Pair(Aten.VarMean.Tensors(this, unbiased));

        /// <summary>The variance and the mean along dimensions.</summary>
        public (Tensor @var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(Aten.VarMeanDim.Tensors(Converted(type, this), dimensions, unbiased, keepdim));

        /// <summary>The variance and the mean along dimensions.</summary>
        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Pair(Aten.VarMeanDim.Tensors(Converted(type, this), dim, unbiased, keepdim));

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        /// <summary>The sum along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((long[])[dim0, dim1], keepdim, type);

        /// <summary>The sum along three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum((long[])[dim0, dim1, dim2], keepdim, type);

        /// <summary>The p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.NormScalarOptDim.Tensor(this, p, dim, keepdim);

        /// <summary>The mean of the elements that are numbers.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.Nanmean.Tensor(this, dim is { } d ? (long[])[d] : AtenArg.None, keepdim, dtype);

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

        /// <summary>The greatest element so far along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => Pair(Aten.Cummax.Tensors(this, dim));

        /// <summary>The least element so far along a dimension, and its place.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => Pair(Aten.Cummin.Tensors(this, dim));

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
