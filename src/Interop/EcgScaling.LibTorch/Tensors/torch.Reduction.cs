using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether all elements are nonzero.</summary>
    public static Tensor all(Tensor input) => Aten.All.Tensor(input);

    /// <summary>Whether all elements along a dimension are nonzero.</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => Aten.AllDim.Tensor(input, dim, keepdim);

    /// <summary>Whether any element is nonzero.</summary>
    public static Tensor any(Tensor input) => Aten.Any.Tensor(input);

    /// <summary>Whether any element along a dimension is nonzero.</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => Aten.AnyDim.Tensor(input, dim, keepdim);

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

    /// <summary>The mean of all elements.</summary>
    public static Tensor mean(Tensor input) => Aten.Mean.Tensor(input);

    /// <summary>The mean along dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        Aten.MeanDim.Tensor(input, dimensions, keepdim, type);

    /// <summary>The sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => Aten.Sum.Tensor(input, type);

    /// <summary>The sum along a dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        Aten.SumDimIntList.Tensor(input, dim, keepdim, type);

    /// <summary>The sum of the elements that are numbers.</summary>
    public static Tensor nansum(Tensor input) => Aten.Nansum.Tensor(input);

    /// <summary>The product of all elements.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => Aten.Prod.Tensor(input, type);

    /// <summary>The product along a dimension.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        Aten.ProdDimInt.Tensor(input, dim, keepdim, type);

    /// <summary>The logarithm of the sum of the exponentials along a dimension.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => Aten.Logsumexp.Tensor(input, dim, keepdim);

    /// <summary>Running sums along a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => Aten.Cumsum.Tensor(input, dim, type);

    /// <summary>Running products along a dimension.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? type = null) => Aten.Cumprod.Tensor(input, dim, type);

    /// <summary>Logarithms of running sums of exponentials along a dimension.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => Aten.Logcumsumexp.Tensor(input, dim);

    /// <summary>The p-norm of the difference.</summary>
    public static Tensor dist(Tensor input, Tensor other, float p = 2.0f) => Aten.Dist.Tensor(input, other, p);

    /// <summary>The p-norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => Aten.NormScalar.Tensor(input, p);

    /// <summary>Scales every slice of a dimension down to a p-norm of at most maxnorm.</summary>
    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => Aten.Renorm.Tensor(input, p, dim, maxnorm);

    /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => Aten.Quantile.Tensor(input, q, dim, keepdim);

    /// <summary>Quantiles along a dimension of the elements that are numbers.</summary>
    public static Tensor nanquantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => Aten.Nanquantile.Tensor(input, q, dim, keepdim);
}
