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

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Cumsum.Tensor(this, dim, type);

        /// <summary>Running products along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.Cumprod.Tensor(this, dim, type);

        /// <summary>Logarithms of running sums of exponentials along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Aten.Logcumsumexp.Tensor(this, dim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2.0f) => Aten.Dist.Tensor(this, other, p);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Aten.NormScalar.Tensor(this, p);

        /// <summary>Scales every slice of a dimension down to a p-norm of at most maxnorm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.Renorm.Tensor(this, p, dim, maxnorm);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Quantile.Tensor(this, q, dim, keepdim);

        /// <summary>Quantiles along a dimension of the elements that are numbers.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Nanquantile.Tensor(this, q, dim, keepdim);

        /// <summary>How many elements are in each of equal bins from min to max; 0, 0: of their range.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Histc.Tensor(this, bins, min, max);

        /// <summary>The sum of the diagonal of a matrix.</summary>
        public Tensor trace() => Aten.Trace.Tensor(this);

        /// <summary>The standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Aten.Std.Tensor(this, unbiased);

        /// <summary>The variance of all elements.</summary>
        public Tensor @var(bool unbiased = true) => Aten.Var.Tensor(this, unbiased);
    }
}
