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

    /// <summary>The p-norm of the difference.</summary>
    public static Tensor dist(Tensor input, Tensor other, float p = 2.0f) => Aten.Dist.Tensor(input, other, p);

    /// <summary>The p-norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => Aten.NormScalar.Tensor(input, p);

    /// <summary>Scales every slice of a dimension down to a p-norm of at most maxnorm.</summary>
    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => Aten.Renorm.Tensor(input, p, dim, maxnorm);

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
}
