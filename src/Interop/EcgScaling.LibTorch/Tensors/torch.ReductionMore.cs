using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many elements are in each of equal bins from min to max; 0, 0: of their range.</summary>
    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => Aten.Histc.Tensor(input, bins, min, max);

    /// <summary>The sum of the diagonal of a matrix.</summary>
    public static Tensor trace(Tensor input) => Aten.Trace.Tensor(input);

    /// <summary>The standard deviation of all elements.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => Aten.Std.Tensor(input, unbiased);

    /// <summary>The variance of all elements.</summary>
    public static Tensor @var(Tensor input, bool unbiased = true) => Aten.Var.Tensor(input, unbiased);

    /// <summary>How many elements are nonzero.</summary>
    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => Aten.CountNonzeroDimIntList.Tensor(input, dims ?? []);

    /// <summary>The standard deviation along dimensions.</summary>
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation along dimensions.</summary>
    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation along dimensions.</summary>
    public static Tensor std(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean along dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The standard deviation and the mean of all elements.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, bool unbiased = true) => input.std_mean(unbiased);

    /// <summary>The variance along dimensions.</summary>
    public static Tensor @var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.@var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance along dimensions.</summary>
    public static Tensor @var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.@var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance along dimensions.</summary>
    public static Tensor @var(Tensor input, (long, long) dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.@var(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along dimensions.</summary>
    public static (Tensor @var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean along dimensions.</summary>
    public static (Tensor @var, Tensor mean) var_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var_mean(dimensions, unbiased, keepdim, type);

    /// <summary>The variance and the mean of all elements.</summary>
    public static (Tensor @var, Tensor mean) var_mean(Tensor input, bool unbiased = true) => input.var_mean(unbiased);

    /// <summary>The sum along dimensions.</summary>
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
        input.sum(dim.ToArray(), keepdim, type);

    /// <summary>The p-norm along a dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2.0f) =>
        Aten.NormScalarOptDim.Tensor(input, p, dimension, keepdim);

    /// <summary>The mean of the elements that are numbers.</summary>
    public static Tensor nanmean(Tensor input, int? dim = null, bool keepdim = false, ScalarType? dtype = null) => input.nanmean(dim, keepdim, dtype);

    /// <summary>The greatest element along dimensions.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>The least element along dimensions.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <summary>The greatest element along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => Pair(Aten.MaxDim.Tensors(input, dim, keepdim));

    /// <summary>The least element along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => Pair(Aten.MinDim.Tensors(input, dim, keepdim));

    /// <summary>The greatest element so far along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indices) cummax(Tensor input, long dim) => Pair(Aten.Cummax.Tensors(input, dim));

    /// <summary>The least element so far along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indices) cummin(Tensor input, long dim) => Pair(Aten.Cummin.Tensors(input, dim));

    /// <summary>The k greatest (or least) elements along a dimension, and their places.</summary>
    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        Pair(Aten.Topk.Tensors(tensor, k, dim, largest, sorted));

    /// <summary>Sorted along a dimension, and where the elements were.</summary>
    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        Pair(Aten.SortStable.Tensors(input, stable, dim, descending));

    /// <summary>The commonest element along a dimension, and its last place.</summary>
    public static (Tensor values, Tensor indices) mode(Tensor input, long dim = -1L, bool keepdim = false) =>
        Pair(Aten.Mode.Tensors(input, dim, keepdim));

    /// <summary>The least and the greatest element.</summary>
    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) =>
        Pair(Aten.Aminmax.Tensors(input, dim, keepdim));
}
