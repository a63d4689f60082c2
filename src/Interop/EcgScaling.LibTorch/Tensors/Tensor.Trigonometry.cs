using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The angle of the point (other, this) of every pair.</summary>
        public Tensor atan2(Tensor other) => Aten.Atan2.Tensor(this, other);

        /// <summary>The angle of the point (other, this) of every pair, in place.</summary>
        public Tensor atan2_(Tensor other) => Aten.Atan2InPlace.InPlace(this, other);

        /// <summary>The root of the sum of the squares of every pair.</summary>
        public Tensor hypot(Tensor other) => Aten.Hypot.Tensor(this, other);

        /// <summary>The angle of every element in the complex plane.</summary>
        public Tensor angle() => Aten.Angle.Tensor(this);

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

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Aten.Rad2deg.Tensor(this);

        /// <summary>Radians to degrees, in place.</summary>
        public Tensor rad2deg_() => Aten.Rad2degInPlace.InPlace(this);

        /// <summary>The sine of every element.</summary>
        public Tensor sin() => Aten.Sin.Tensor(this);

        /// <summary>The sine of every element, in place.</summary>
        public Tensor sin_() => Aten.SinInPlace.InPlace(this);

        /// <summary>sin(pi x) / (pi x) of every element.</summary>
        public Tensor sinc() => Aten.Sinc.Tensor(this);

        /// <summary>sin(pi x) / (pi x) of every element, in place.</summary>
        public Tensor sinc_() => Aten.SincInPlace.InPlace(this);

        /// <summary>The hyperbolic sine of every element.</summary>
        public Tensor sinh() => Aten.Sinh.Tensor(this);

        /// <summary>The hyperbolic sine of every element, in place.</summary>
        public Tensor sinh_() => Aten.SinhInPlace.InPlace(this);

        /// <summary>The tangent of every element.</summary>
        public Tensor tan() => Aten.Tan.Tensor(this);

        /// <summary>The tangent of every element, in place.</summary>
        public Tensor tan_() => Aten.TanInPlace.InPlace(this);

        /// <summary>The hyperbolic tangent of every element.</summary>
        public Tensor tanh() => Aten.Tanh.Tensor(this);

        /// <summary>The hyperbolic tangent of every element, in place.</summary>
        public Tensor tanh_() => Aten.TanhInPlace.InPlace(this);
    }
}
