using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of every element.</summary>
        public Tensor abs() => Aten.Abs.Tensor(this);

        /// <summary>The absolute value of every element, in place.</summary>
        public Tensor abs_() => Aten.AbsInPlace.InPlace(this);

        /// <summary>The arc cosine of every element.</summary>
        public Tensor acos() => Aten.Acos.Tensor(this);

        /// <summary>The arc cosine of every element, in place.</summary>
        public Tensor acos_() => Aten.AcosInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic cosine of every element.</summary>
        public Tensor acosh() => Aten.Acosh.Tensor(this);

        /// <summary>The inverse hyperbolic cosine of every element, in place.</summary>
        public Tensor acosh_() => Aten.AcoshInPlace.InPlace(this);

        /// <summary>The arc sine of every element.</summary>
        public Tensor asin() => Aten.Asin.Tensor(this);

        /// <summary>The arc sine of every element, in place.</summary>
        public Tensor asin_() => Aten.AsinInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic sine of every element.</summary>
        public Tensor asinh() => Aten.Asinh.Tensor(this);

        /// <summary>The inverse hyperbolic sine of every element, in place.</summary>
        public Tensor asinh_() => Aten.AsinhInPlace.InPlace(this);

        /// <summary>The arc tangent of every element.</summary>
        public Tensor atan() => Aten.Atan.Tensor(this);

        /// <summary>The arc tangent of every element, in place.</summary>
        public Tensor atan_() => Aten.AtanInPlace.InPlace(this);

        /// <summary>The inverse hyperbolic tangent of every element.</summary>
        public Tensor atanh() => Aten.Atanh.Tensor(this);

        /// <summary>The inverse hyperbolic tangent of every element, in place.</summary>
        public Tensor atanh_() => Aten.AtanhInPlace.InPlace(this);

        /// <summary>The smallest whole number not below every element.</summary>
        public Tensor ceil() => Aten.Ceil.Tensor(this);

        /// <summary>The smallest whole number not below every element, in place.</summary>
        public Tensor ceil_() => Aten.CeilInPlace.InPlace(this);

        /// <summary>The cosine of every element.</summary>
        public Tensor cos() => Aten.Cos.Tensor(this);

        /// <summary>The cosine of every element, in place.</summary>
        public Tensor cos_() => Aten.CosInPlace.InPlace(this);

        /// <summary>The hyperbolic cosine of every element.</summary>
        public Tensor cosh() => Aten.Cosh.Tensor(this);

        /// <summary>The hyperbolic cosine of every element, in place.</summary>
        public Tensor cosh_() => Aten.CoshInPlace.InPlace(this);

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => Aten.Deg2rad.Tensor(this);

        /// <summary>Degrees to radians, in place.</summary>
        public Tensor deg2rad_() => Aten.Deg2radInPlace.InPlace(this);

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

        /// <summary>The largest whole number not above every element.</summary>
        public Tensor floor() => Aten.Floor.Tensor(this);

        /// <summary>The largest whole number not above every element, in place.</summary>
        public Tensor floor_() => Aten.FloorInPlace.InPlace(this);

        /// <summary>The fractional part of every element.</summary>
        public Tensor frac() => Aten.Frac.Tensor(this);

        /// <summary>The fractional part of every element, in place.</summary>
        public Tensor frac_() => Aten.FracInPlace.InPlace(this);

        /// <summary>The modified Bessel function of the first kind of order zero of every element.</summary>
        public Tensor i0() => Aten.I0.Tensor(this);

        /// <summary>The modified Bessel function of the first kind of order zero of every element, in place.</summary>
        public Tensor i0_() => Aten.I0InPlace.InPlace(this);

        /// <summary>The logarithm of the gamma function of every element.</summary>
        public Tensor lgamma() => Aten.Lgamma.Tensor(this);

        /// <summary>The logarithm of the gamma function of every element, in place.</summary>
        public Tensor lgamma_() => Aten.LgammaInPlace.InPlace(this);
    }
}
