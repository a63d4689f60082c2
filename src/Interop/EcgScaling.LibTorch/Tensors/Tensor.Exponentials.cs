using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
        public Tensor xlogy(Tensor y) => Aten.XlogyTensor.Tensor(this, y);

        /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
        public Tensor xlogy(Scalar y) => Aten.XlogyScalarOther.Tensor(this, y);

        /// <summary>The logarithm of the sum of the exponentials of every pair.</summary>
        public Tensor logaddexp(Tensor other) => Aten.Logaddexp.Tensor(this, other);

        /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps.</summary>
        public Tensor logit(double? eps = null) => Aten.Logit.Tensor(this, eps);

        /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps, in place.</summary>
        public Tensor logit_(double? eps = null) => Aten.LogitInPlace.InPlace(this, eps);

        /// <summary>The logarithmic derivative of the gamma function of every element.</summary>
        public Tensor digamma() => Aten.Digamma.Tensor(this);

        /// <summary>The logarithmic derivative of the gamma function of every element, in place.</summary>
        public Tensor digamma_() => Aten.DigammaInPlace.InPlace(this);

        /// <summary>The error function of every element.</summary>
        public Tensor erf() => Aten.Erf.Tensor(this);

        /// <summary>The error function of every element, in place.</summary>
        public Tensor erf_() => Aten.ErfInPlace.InPlace(this);

        /// <summary>The complementary error function of every element.</summary>
        public Tensor erfc() => Aten.Erfc.Tensor(this);

        /// <summary>The complementary error function of every element, in place.</summary>
        public Tensor erfc_() => Aten.ErfcInPlace.InPlace(this);

        /// <summary>The inverse error function of every element.</summary>
        public Tensor erfinv() => Aten.Erfinv.Tensor(this);

        /// <summary>The inverse error function of every element, in place.</summary>
        public Tensor erfinv_() => Aten.ErfinvInPlace.InPlace(this);

        /// <summary>e to the power of every element.</summary>
        public Tensor exp() => Aten.Exp.Tensor(this);

        /// <summary>e to the power of every element, in place.</summary>
        public Tensor exp_() => Aten.ExpInPlace.InPlace(this);

        /// <summary>2 to the power of every element.</summary>
        public Tensor exp2() => Aten.Exp2.Tensor(this);

        /// <summary>2 to the power of every element, in place.</summary>
        public Tensor exp2_() => Aten.Exp2InPlace.InPlace(this);

        /// <summary>e to the power of every element, less one, exact near zero.</summary>
        public Tensor expm1() => Aten.Expm1.Tensor(this);

        /// <summary>e to the power of every element, less one, exact near zero, in place.</summary>
        public Tensor expm1_() => Aten.Expm1InPlace.InPlace(this);

        /// <summary>The modified Bessel function of the first kind of order zero of every element.</summary>
        public Tensor i0() => Aten.I0.Tensor(this);

        /// <summary>The modified Bessel function of the first kind of order zero of every element, in place.</summary>
        public Tensor i0_() => Aten.I0InPlace.InPlace(this);

        /// <summary>The logarithm of the gamma function of every element.</summary>
        public Tensor lgamma() => Aten.Lgamma.Tensor(this);

        /// <summary>The logarithm of the gamma function of every element, in place.</summary>
        public Tensor lgamma_() => Aten.LgammaInPlace.InPlace(this);

        /// <summary>The natural logarithm of every element.</summary>
        public Tensor log() => Aten.Log.Tensor(this);

        /// <summary>The natural logarithm of every element, in place.</summary>
        public Tensor log_() => Aten.LogInPlace.InPlace(this);

        /// <summary>The decimal logarithm of every element.</summary>
        public Tensor log10() => Aten.Log10.Tensor(this);

        /// <summary>The decimal logarithm of every element, in place.</summary>
        public Tensor log10_() => Aten.Log10InPlace.InPlace(this);

        /// <summary>The natural logarithm of one plus every element, exact near zero.</summary>
        public Tensor log1p() => Aten.Log1p.Tensor(this);

        /// <summary>The natural logarithm of one plus every element, exact near zero, in place.</summary>
        public Tensor log1p_() => Aten.Log1pInPlace.InPlace(this);

        /// <summary>The binary logarithm of every element.</summary>
        public Tensor log2() => Aten.Log2.Tensor(this);

        /// <summary>The binary logarithm of every element, in place.</summary>
        public Tensor log2_() => Aten.Log2InPlace.InPlace(this);

        /// <summary>The logistic function of every element.</summary>
        public Tensor sigmoid() => Aten.Sigmoid.Tensor(this);

        /// <summary>The logistic function of every element, in place.</summary>
        public Tensor sigmoid_() => Aten.SigmoidInPlace.InPlace(this);
    }
}
