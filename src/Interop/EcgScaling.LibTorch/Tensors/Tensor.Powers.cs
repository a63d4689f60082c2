using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Raises every element to a power.</summary>
        public Tensor pow(Tensor exponent) => Aten.PowTensorTensor.Tensor(this, exponent);

        /// <summary>Raises every element to a power, in place.</summary>
        public Tensor pow_(Tensor exponent) => Aten.PowInPlaceTensor.InPlace(this, exponent);

        /// <summary>Raises every element to a power.</summary>
        public Tensor pow(Scalar exponent) => Aten.PowTensorScalar.Tensor(this, exponent);

        /// <summary>Raises every element to a power, in place.</summary>
        public Tensor pow_(Scalar exponent) => Aten.PowInPlaceScalar.InPlace(this, exponent);

        /// <summary>One over every element.</summary>
        public Tensor reciprocal() => Aten.Reciprocal.Tensor(this);

        /// <summary>One over every element, in place.</summary>
        public Tensor reciprocal_() => Aten.ReciprocalInPlace.InPlace(this);

        /// <summary>One over the square root of every element.</summary>
        public Tensor rsqrt() => Aten.Rsqrt.Tensor(this);

        /// <summary>One over the square root of every element, in place.</summary>
        public Tensor rsqrt_() => Aten.RsqrtInPlace.InPlace(this);

        /// <summary>The square root of every element.</summary>
        public Tensor sqrt() => Aten.Sqrt.Tensor(this);

        /// <summary>The square root of every element, in place.</summary>
        public Tensor sqrt_() => Aten.SqrtInPlace.InPlace(this);

        /// <summary>The square of every element.</summary>
        public Tensor square() => Aten.Square.Tensor(this);

        /// <summary>The square of every element, in place.</summary>
        public Tensor square_() => Aten.SquareInPlace.InPlace(this);
    }
}
