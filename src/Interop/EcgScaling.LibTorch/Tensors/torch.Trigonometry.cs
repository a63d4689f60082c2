using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The angle of the point (other, this) of every pair.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => Aten.Atan2.Tensor(input, other);

    /// <summary>The angle of the point (other, this) of every pair, in place.</summary>
    public static Tensor atan2_(Tensor input, Tensor other) => Aten.Atan2InPlace.InPlace(input, other);

    /// <summary>The root of the sum of the squares of every pair.</summary>
    public static Tensor hypot(Tensor left, Tensor other) => Aten.Hypot.Tensor(left, other);

    /// <summary>The angle of every element in the complex plane.</summary>
    public static Tensor angle(Tensor input) => Aten.Angle.Tensor(input);

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

    /// <summary>Radians to degrees.</summary>
    public static Tensor rad2deg(Tensor input) => Aten.Rad2deg.Tensor(input);

    /// <summary>Radians to degrees, in place.</summary>
    public static Tensor rad2deg_(Tensor input) => Aten.Rad2degInPlace.InPlace(input);

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

    /// <summary>The tangent of every element.</summary>
    public static Tensor tan(Tensor input) => Aten.Tan.Tensor(input);

    /// <summary>The tangent of every element, in place.</summary>
    public static Tensor tan_(Tensor input) => Aten.TanInPlace.InPlace(input);

    /// <summary>The hyperbolic tangent of every element.</summary>
    public static Tensor tanh(Tensor input) => Aten.Tanh.Tensor(input);

    /// <summary>The hyperbolic tangent of every element, in place.</summary>
    public static Tensor tanh_(Tensor input) => Aten.TanhInPlace.InPlace(input);
}
