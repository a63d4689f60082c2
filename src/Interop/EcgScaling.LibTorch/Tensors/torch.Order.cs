using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The place of the greatest element in the flattened tensor.</summary>
    public static Tensor argmax(Tensor input) => Aten.Argmax.Tensor(input);

    /// <summary>The place of the greatest element along a dimension.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => Aten.Argmax.Tensor(input, dim, keepdim);

    /// <summary>The place of the least element in the flattened tensor.</summary>
    public static Tensor argmin(Tensor input) => Aten.Argmin.Tensor(input);

    /// <summary>The place of the least element along a dimension.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => Aten.Argmin.Tensor(input, dim, keepdim);

    /// <summary>The greatest element.</summary>
    public static Tensor max(Tensor input) => Aten.Max.Tensor(input);

    /// <summary>The greater of every pair.</summary>
    public static Tensor max(Tensor input, Tensor other) => Aten.MaxOther.Tensor(input, other);

    /// <summary>The least element.</summary>
    public static Tensor min(Tensor input) => Aten.Min.Tensor(input);

    /// <summary>The lesser of every pair.</summary>
    public static Tensor min(Tensor input, Tensor other) => Aten.MinOther.Tensor(input, other);

    /// <summary>The middle element; of two, the lesser.</summary>
    public static Tensor median(Tensor input) => Aten.Median.Tensor(input);

    /// <summary>The middle element of those that are numbers.</summary>
    public static Tensor nanmedian(Tensor input) => Aten.Nanmedian.Tensor(input);

    /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => Aten.Quantile.Tensor(input, q, dim, keepdim);

    /// <summary>Quantiles along a dimension of the elements that are numbers.</summary>
    public static Tensor nanquantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => Aten.Nanquantile.Tensor(input, q, dim, keepdim);

    /// <summary>How many elements are in each of equal bins from min to max; 0, 0: of their range.</summary>
    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => Aten.Histc.Tensor(input, bins, min, max);

    /// <summary>The greatest element along dimensions.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <summary>The least element along dimensions.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <summary>The greatest element along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => Pair(Aten.MaxDim.Tensors(input, dim, keepdim));

    /// <summary>The least element along a dimension, and its place.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => Pair(Aten.MinDim.Tensors(input, dim, keepdim));

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
