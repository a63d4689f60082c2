using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
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

    /// <summary>Whether every element is zero.</summary>
    public static Tensor logical_not(Tensor input) => Aten.LogicalNot.Tensor(input);

    /// <summary>Whether every element is zero, in place.</summary>
    public static Tensor logical_not_(Tensor input) => Aten.LogicalNotInPlace.InPlace(input);

    /// <summary>The bits of every element inverted.</summary>
    public static Tensor bitwise_not(Tensor input) => Aten.BitwiseNot.Tensor(input);

    /// <summary>The bits of every element inverted, in place.</summary>
    public static Tensor bitwise_not_(Tensor input) => Aten.BitwiseNotInPlace.InPlace(input);

    /// <summary>The negative of every element.</summary>
    public static Tensor neg(Tensor input) => Aten.Neg.Tensor(input);

    /// <summary>The negative of every element, in place.</summary>
    public static Tensor neg_(Tensor input) => Aten.NegInPlace.InPlace(input);

    /// <summary>Radians to degrees.</summary>
    public static Tensor rad2deg(Tensor input) => Aten.Rad2deg.Tensor(input);

    /// <summary>Radians to degrees, in place.</summary>
    public static Tensor rad2deg_(Tensor input) => Aten.Rad2degInPlace.InPlace(input);

    /// <summary>One over every element.</summary>
    public static Tensor reciprocal(Tensor input) => Aten.Reciprocal.Tensor(input);

    /// <summary>One over every element, in place.</summary>
    public static Tensor reciprocal_(Tensor input) => Aten.ReciprocalInPlace.InPlace(input);

    /// <summary>One over the square root of every element.</summary>
    public static Tensor rsqrt(Tensor input) => Aten.Rsqrt.Tensor(input);

    /// <summary>One over the square root of every element, in place.</summary>
    public static Tensor rsqrt_(Tensor input) => Aten.RsqrtInPlace.InPlace(input);

    /// <summary>The logistic function of every element.</summary>
    public static Tensor sigmoid(Tensor input) => Aten.Sigmoid.Tensor(input);

    /// <summary>The logistic function of every element, in place.</summary>
    public static Tensor sigmoid_(Tensor input) => Aten.SigmoidInPlace.InPlace(input);

    /// <summary>-1, 0 or 1 for every element.</summary>
    public static Tensor sign(Tensor input) => Aten.Sign.Tensor(input);

    /// <summary>-1, 0 or 1 for every element, in place.</summary>
    public static Tensor sign_(Tensor input) => Aten.SignInPlace.InPlace(input);

    /// <summary>Every element over its absolute value.</summary>
    public static Tensor sgn(Tensor input) => Aten.Sgn.Tensor(input);

    /// <summary>Every element over its absolute value, in place.</summary>
    public static Tensor sgn_(Tensor input) => Aten.SgnInPlace.InPlace(input);

    /// <summary>The sine of every element.</summary>
    public static Tensor sin(Tensor input) => Aten.Sin.Tensor(input);

    /// <summary>The sine of every element, in place.</summary>
    public static Tensor sin_(Tensor input) => Aten.SinInPlace.InPlace(input);

    /// <summary>sin(pi x) / (pi x) of every element.</summary>
    public static Tensor sinc(Tensor input) => Aten.Sinc.Tensor(input);

    /// <summary>sin(pi x) / (pi x) of every element, in place.</summary>
    public static Tensor sinc_(Tensor input) => Aten.SincInPlace.InPlace(input);

    /// <summary>The hyperbolic sine of every element.</summary>
    public static Tensor sinh(Tensor input) => Aten.Sinh.Tensor(input);

    /// <summary>The hyperbolic sine of every element, in place.</summary>
    public static Tensor sinh_(Tensor input) => Aten.SinhInPlace.InPlace(input);

    /// <summary>The square root of every element.</summary>
    public static Tensor sqrt(Tensor input) => Aten.Sqrt.Tensor(input);

    /// <summary>The square root of every element, in place.</summary>
    public static Tensor sqrt_(Tensor input) => Aten.SqrtInPlace.InPlace(input);

    /// <summary>The square of every element.</summary>
    public static Tensor square(Tensor input) => Aten.Square.Tensor(input);

    /// <summary>The square of every element, in place.</summary>
    public static Tensor square_(Tensor input) => Aten.SquareInPlace.InPlace(input);

    /// <summary>The tangent of every element.</summary>
    public static Tensor tan(Tensor input) => Aten.Tan.Tensor(input);

    /// <summary>The tangent of every element, in place.</summary>
    public static Tensor tan_(Tensor input) => Aten.TanInPlace.InPlace(input);

    /// <summary>The hyperbolic tangent of every element.</summary>
    public static Tensor tanh(Tensor input) => Aten.Tanh.Tensor(input);

    /// <summary>The hyperbolic tangent of every element, in place.</summary>
    public static Tensor tanh_(Tensor input) => Aten.TanhInPlace.InPlace(input);

    /// <summary>Every element without its fraction.</summary>
    public static Tensor trunc(Tensor input) => Aten.Trunc.Tensor(input);

    /// <summary>Every element without its fraction, in place.</summary>
    public static Tensor trunc_(Tensor input) => Aten.TruncInPlace.InPlace(input);
}
