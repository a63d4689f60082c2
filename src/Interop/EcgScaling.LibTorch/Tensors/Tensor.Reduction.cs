using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether all elements are nonzero.</summary>
        public Tensor all() => Aten.All.Tensor(this);

        /// <summary>Whether all elements along a dimension are nonzero.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.AllDim.Tensor(this, dim, keepdim);

        /// <summary>Whether any element is nonzero.</summary>
        public Tensor any() => Aten.Any.Tensor(this);

        /// <summary>Whether any element along a dimension is nonzero.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.AnyDim.Tensor(this, dim, keepdim);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Aten.Mean.Tensor(this);

        /// <summary>The mean along dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.MeanDim.Tensor(this, dimensions, keepdim, type);

        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.Sum.Tensor(this, type);

        /// <summary>The sum along dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.SumDimIntList.Tensor(this, dim, keepdim, type);

        /// <summary>The sum along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Aten.SumDimIntList.Tensor(this, dim, keepdim, type);

        /// <summary>The sum of the elements that are numbers.</summary>
        public Tensor nansum() => Aten.Nansum.Tensor(this);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.Prod.Tensor(this, type);

        /// <summary>The product along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.ProdDimInt.Tensor(this, dim, keepdim, type);

        /// <summary>The logarithm of the sum of the exponentials along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.Logsumexp.Tensor(this, dim, keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2.0f) => Aten.Dist.Tensor(this, other, p);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.NormScalar.Tensor(this, p);

        /// <summary>Scales every slice of a dimension down to a p-norm of at most maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.Renorm.Tensor(this, p, dim, maxnorm);

        /// <summary>The sum of the diagonal of a matrix.</summary>
        public Tensor trace() => Aten.Trace.Tensor(this);

        /// <summary>The standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Aten.Std.Tensor(this, unbiased);

        /// <summary>The variance of all elements.</summary>
        public Tensor @var(bool unbiased = true) => Aten.Var.Tensor(this, unbiased);

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
    }
}
