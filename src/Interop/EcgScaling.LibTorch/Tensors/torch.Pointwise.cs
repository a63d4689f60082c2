using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The absolute value of every element.</summary>
    public static Tensor abs(Tensor input) => Aten.Abs.Tensor(input);

    /// <summary>The absolute value of every element, in place.</summary>
    public static Tensor abs_(Tensor input) => Aten.AbsInPlace.InPlace(input);

    /// <summary>The arc cosine of every element.</summary>
    public static Tensor acos(Tensor input) => Aten.Acos.Tensor(input);

    /// <summary>The arc cosine of every element, in place.</summary>
    public static Tensor acos_(Tensor input) => Aten.AcosInPlace.InPlace(input);

    /// <summary>The inverse hyperbolic cosine of every element.</summary>
    public static Tensor acosh(Tensor input) => Aten.Acosh.Tensor(input);

    /// <summary>The inverse hyperbolic cosine of every element, in place.</summary>
    public static Tensor acosh_(Tensor input) => Aten.AcoshInPlace.InPlace(input);

    /// <summary>The arc sine of every element.</summary>
    public static Tensor asin(Tensor input) => Aten.Asin.Tensor(input);

    /// <summary>The arc sine of every element, in place.</summary>
    public static Tensor asin_(Tensor input) => Aten.AsinInPlace.InPlace(input);

    /// <summary>The inverse hyperbolic sine of every element.</summary>
    public static Tensor asinh(Tensor input) => Aten.Asinh.Tensor(input);

    /// <summary>The inverse hyperbolic sine of every element, in place.</summary>
    public static Tensor asinh_(Tensor input) => Aten.AsinhInPlace.InPlace(input);

    /// <summary>The arc tangent of every element.</summary>
    public static Tensor atan(Tensor input) => Aten.Atan.Tensor(input);

    /// <summary>The arc tangent of every element, in place.</summary>
    public static Tensor atan_(Tensor input) => Aten.AtanInPlace.InPlace(input);

    /// <summary>The inverse hyperbolic tangent of every element.</summary>
    public static Tensor atanh(Tensor input) => Aten.Atanh.Tensor(input);

    /// <summary>The inverse hyperbolic tangent of every element, in place.</summary>
    public static Tensor atanh_(Tensor input) => Aten.AtanhInPlace.InPlace(input);

    /// <summary>The smallest whole number not below every element.</summary>
    public static Tensor ceil(Tensor input) => Aten.Ceil.Tensor(input);

    /// <summary>The smallest whole number not below every element, in place.</summary>
    public static Tensor ceil_(Tensor input) => Aten.CeilInPlace.InPlace(input);

    /// <summary>The cosine of every element.</summary>
    public static Tensor cos(Tensor input) => Aten.Cos.Tensor(input);

    /// <summary>The cosine of every element, in place.</summary>
    public static Tensor cos_(Tensor input) => Aten.CosInPlace.InPlace(input);

    /// <summary>The hyperbolic cosine of every element.</summary>
    public static Tensor cosh(Tensor input) => Aten.Cosh.Tensor(input);

    /// <summary>The hyperbolic cosine of every element, in place.</summary>
    public static Tensor cosh_(Tensor input) => Aten.CoshInPlace.InPlace(input);

    /// <summary>Degrees to radians.</summary>
    public static Tensor deg2rad(Tensor input) => Aten.Deg2rad.Tensor(input);

    /// <summary>Degrees to radians, in place.</summary>
    public static Tensor deg2rad_(Tensor input) => Aten.Deg2radInPlace.InPlace(input);

    /// <summary>The logarithmic derivative of the gamma function of every element.</summary>
    public static Tensor digamma(Tensor input) => Aten.Digamma.Tensor(input);

    /// <summary>The logarithmic derivative of the gamma function of every element, in place.</summary>
    public static Tensor digamma_(Tensor input) => Aten.DigammaInPlace.InPlace(input);

    /// <summary>The error function of every element.</summary>
    public static Tensor erf(Tensor input) => Aten.Erf.Tensor(input);

    /// <summary>The error function of every element, in place.</summary>
    public static Tensor erf_(Tensor input) => Aten.ErfInPlace.InPlace(input);

    /// <summary>The complementary error function of every element.</summary>
    public static Tensor erfc(Tensor input) => Aten.Erfc.Tensor(input);

    /// <summary>The complementary error function of every element, in place.</summary>
    public static Tensor erfc_(Tensor input) => Aten.ErfcInPlace.InPlace(input);

    /// <summary>The inverse error function of every element.</summary>
    public static Tensor erfinv(Tensor input) => Aten.Erfinv.Tensor(input);

    /// <summary>The inverse error function of every element, in place.</summary>
    public static Tensor erfinv_(Tensor input) => Aten.ErfinvInPlace.InPlace(input);

    /// <summary>e to the power of every element.</summary>
    public static Tensor exp(Tensor input) => Aten.Exp.Tensor(input);

    /// <summary>e to the power of every element, in place.</summary>
    public static Tensor exp_(Tensor input) => Aten.ExpInPlace.InPlace(input);

    /// <summary>2 to the power of every element.</summary>
    public static Tensor exp2(Tensor input) => Aten.Exp2.Tensor(input);

    /// <summary>2 to the power of every element, in place.</summary>
    public static Tensor exp2_(Tensor input) => Aten.Exp2InPlace.InPlace(input);

    /// <summary>e to the power of every element, less one, exact near zero.</summary>
    public static Tensor expm1(Tensor input) => Aten.Expm1.Tensor(input);

    /// <summary>e to the power of every element, less one, exact near zero, in place.</summary>
    public static Tensor expm1_(Tensor input) => Aten.Expm1InPlace.InPlace(input);

    /// <summary>The largest whole number not above every element.</summary>
    public static Tensor floor(Tensor input) => Aten.Floor.Tensor(input);

    /// <summary>The largest whole number not above every element, in place.</summary>
    public static Tensor floor_(Tensor input) => Aten.FloorInPlace.InPlace(input);

    /// <summary>The fractional part of every element.</summary>
    public static Tensor frac(Tensor input) => Aten.Frac.Tensor(input);

    /// <summary>The fractional part of every element, in place.</summary>
    public static Tensor frac_(Tensor input) => Aten.FracInPlace.InPlace(input);

    /// <summary>The modified Bessel function of the first kind of order zero of every element.</summary>
    public static Tensor i0(Tensor input) => Aten.I0.Tensor(input);

    /// <summary>The modified Bessel function of the first kind of order zero of every element, in place.</summary>
    public static Tensor i0_(Tensor input) => Aten.I0InPlace.InPlace(input);

    /// <summary>The logarithm of the gamma function of every element.</summary>
    public static Tensor lgamma(Tensor input) => Aten.Lgamma.Tensor(input);

    /// <summary>The logarithm of the gamma function of every element, in place.</summary>
    public static Tensor lgamma_(Tensor input) => Aten.LgammaInPlace.InPlace(input);
}
