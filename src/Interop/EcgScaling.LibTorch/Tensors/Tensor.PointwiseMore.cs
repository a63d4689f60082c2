using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
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

        /// <summary>Whether every element is zero.</summary>
        public Tensor logical_not() => Aten.LogicalNot.Tensor(this);

        /// <summary>Whether every element is zero, in place.</summary>
        public Tensor logical_not_() => Aten.LogicalNotInPlace.InPlace(this);

        /// <summary>The bits of every element inverted.</summary>
        public Tensor bitwise_not() => Aten.BitwiseNot.Tensor(this);

        /// <summary>The bits of every element inverted, in place.</summary>
        public Tensor bitwise_not_() => Aten.BitwiseNotInPlace.InPlace(this);

        /// <summary>The negative of every element.</summary>
        public Tensor neg() => Aten.Neg.Tensor(this);

        /// <summary>The negative of every element, in place.</summary>
        public Tensor neg_() => Aten.NegInPlace.InPlace(this);

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => Aten.Rad2deg.Tensor(this);

        /// <summary>Radians to degrees, in place.</summary>
        public Tensor rad2deg_() => Aten.Rad2degInPlace.InPlace(this);

        /// <summary>One over every element.</summary>
        public Tensor reciprocal() => Aten.Reciprocal.Tensor(this);

        /// <summary>One over every element, in place.</summary>
        public Tensor reciprocal_() => Aten.ReciprocalInPlace.InPlace(this);

        /// <summary>Every element, or zero where it is negative.</summary>
        public Tensor relu() => Aten.Relu.Tensor(this);

        /// <summary>Every element, or zero where it is negative, in place.</summary>
        public Tensor relu_() => Aten.ReluInPlace.InPlace(this);

        /// <summary>One over the square root of every element.</summary>
        public Tensor rsqrt() => Aten.Rsqrt.Tensor(this);

        /// <summary>One over the square root of every element, in place.</summary>
        public Tensor rsqrt_() => Aten.RsqrtInPlace.InPlace(this);

        /// <summary>The logistic function of every element.</summary>
        public Tensor sigmoid() => Aten.Sigmoid.Tensor(this);

        /// <summary>The logistic function of every element, in place.</summary>
        public Tensor sigmoid_() => Aten.SigmoidInPlace.InPlace(this);

        /// <summary>-1, 0 or 1 for every element.</summary>
        public Tensor sign() => Aten.Sign.Tensor(this);

        /// <summary>-1, 0 or 1 for every element, in place.</summary>
        public Tensor sign_() => Aten.SignInPlace.InPlace(this);

        /// <summary>Every element over its absolute value.</summary>
        public Tensor sgn() => Aten.Sgn.Tensor(this);

        /// <summary>Every element over its absolute value, in place.</summary>
        public Tensor sgn_() => Aten.SgnInPlace.InPlace(this);

        /// <summary>Every element times its logistic function.</summary>
        public Tensor silu() => Aten.Silu.Tensor(this);

        /// <summary>Every element times its logistic function, in place.</summary>
        public Tensor silu_() => Aten.SiluInPlace.InPlace(this);

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

        /// <summary>The square root of every element.</summary>
        public Tensor sqrt() => Aten.Sqrt.Tensor(this);

        /// <summary>The square root of every element, in place.</summary>
        public Tensor sqrt_() => Aten.SqrtInPlace.InPlace(this);

        /// <summary>The square of every element.</summary>
        public Tensor square() => Aten.Square.Tensor(this);

        /// <summary>The square of every element, in place.</summary>
        public Tensor square_() => Aten.SquareInPlace.InPlace(this);

        /// <summary>The tangent of every element.</summary>
        public Tensor tan() => Aten.Tan.Tensor(this);

        /// <summary>The tangent of every element, in place.</summary>
        public Tensor tan_() => Aten.TanInPlace.InPlace(this);

        /// <summary>The hyperbolic tangent of every element.</summary>
        public Tensor tanh() => Aten.Tanh.Tensor(this);

        /// <summary>The hyperbolic tangent of every element, in place.</summary>
        public Tensor tanh_() => Aten.TanhInPlace.InPlace(this);

        /// <summary>Every element without its fraction.</summary>
        public Tensor trunc() => Aten.Trunc.Tensor(this);

        /// <summary>Every element without its fraction, in place.</summary>
        public Tensor trunc_() => Aten.TruncInPlace.InPlace(this);
    }
}
