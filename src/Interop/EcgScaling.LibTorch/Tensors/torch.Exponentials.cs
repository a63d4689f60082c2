using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
    public static Tensor xlogy(Tensor x, Tensor y) => Aten.XlogyTensor.Tensor(x, y);

    /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
    public static Tensor xlogy(Tensor x, Scalar y) => Aten.XlogyScalarOther.Tensor(x, y);

    /// <summary>The logarithm of the sum of the exponentials of every pair.</summary>
    public static Tensor logaddexp(Tensor left, Tensor other) => Aten.Logaddexp.Tensor(left, other);

    /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps.</summary>
    public static Tensor logit(Tensor input, double? eps = null) => Aten.Logit.Tensor(input, eps);

    /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps, in place.</summary>
    public static Tensor logit_(Tensor input, double? eps = null) => Aten.LogitInPlace.InPlace(input, eps);

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

    /// <summary>The modified Bessel function of the first kind of order zero of every element.</summary>
    public static Tensor i0(Tensor input) => Aten.I0.Tensor(input);

    /// <summary>The modified Bessel function of the first kind of order zero of every element, in place.</summary>
    public static Tensor i0_(Tensor input) => Aten.I0InPlace.InPlace(input);

    /// <summary>The logarithm of the gamma function of every element.</summary>
    public static Tensor lgamma(Tensor input) => Aten.Lgamma.Tensor(input);

    /// <summary>The logarithm of the gamma function of every element, in place.</summary>
    public static Tensor lgamma_(Tensor input) => Aten.LgammaInPlace.InPlace(input);

    /// <summary>The natural logarithm of every element.</summary>
    public static Tensor log(Tensor input) => Aten.Log.Tensor(input);

    /// <summary>The natural logarithm of every element, in place.</summary>
    public static Tensor log_(Tensor input) => Aten.LogInPlace.InPlace(input);

    /// <summary>The decimal logarithm of every element.</summary>
    public static Tensor log10(Tensor input) => Aten.Log10.Tensor(input);

    /// <summary>The decimal logarithm of every element, in place.</summary>
    public static Tensor log10_(Tensor input) => Aten.Log10InPlace.InPlace(input);

    /// <summary>The natural logarithm of one plus every element, exact near zero.</summary>
    public static Tensor log1p(Tensor input) => Aten.Log1p.Tensor(input);

    /// <summary>The natural logarithm of one plus every element, exact near zero, in place.</summary>
    public static Tensor log1p_(Tensor input) => Aten.Log1pInPlace.InPlace(input);

    /// <summary>The binary logarithm of every element.</summary>
    public static Tensor log2(Tensor input) => Aten.Log2.Tensor(input);

    /// <summary>The binary logarithm of every element, in place.</summary>
    public static Tensor log2_(Tensor input) => Aten.Log2InPlace.InPlace(input);

    /// <summary>The logistic function of every element.</summary>
    public static Tensor sigmoid(Tensor input) => Aten.Sigmoid.Tensor(input);

    /// <summary>The logistic function of every element, in place.</summary>
    public static Tensor sigmoid_(Tensor input) => Aten.SigmoidInPlace.InPlace(input);
}
