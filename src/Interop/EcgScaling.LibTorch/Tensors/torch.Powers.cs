using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Raises every element to a power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => Aten.PowTensorTensor.Tensor(left, exponent);

    /// <summary>Raises every element to a power, in place.</summary>
    public static Tensor pow_(Tensor left, Tensor exponent) => Aten.PowInPlaceTensor.InPlace(left, exponent);

    /// <summary>Raises every element to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => Aten.PowTensorScalar.Tensor(left, exponent);

    /// <summary>Raises every element to a power, in place.</summary>
    public static Tensor pow_(Tensor left, Scalar exponent) => Aten.PowInPlaceScalar.InPlace(left, exponent);

    /// <summary>One over every element.</summary>
    public static Tensor reciprocal(Tensor input) => Aten.Reciprocal.Tensor(input);

    /// <summary>One over every element, in place.</summary>
    public static Tensor reciprocal_(Tensor input) => Aten.ReciprocalInPlace.InPlace(input);

    /// <summary>One over the square root of every element.</summary>
    public static Tensor rsqrt(Tensor input) => Aten.Rsqrt.Tensor(input);

    /// <summary>One over the square root of every element, in place.</summary>
    public static Tensor rsqrt_(Tensor input) => Aten.RsqrtInPlace.InPlace(input);

    /// <summary>The square root of every element.</summary>
    public static Tensor sqrt(Tensor input) => Aten.Sqrt.Tensor(input);

    /// <summary>The square root of every element, in place.</summary>
    public static Tensor sqrt_(Tensor input) => Aten.SqrtInPlace.InPlace(input);

    /// <summary>The square of every element.</summary>
    public static Tensor square(Tensor input) => Aten.Square.Tensor(input);

    /// <summary>The square of every element, in place.</summary>
    public static Tensor square_(Tensor input) => Aten.SquareInPlace.InPlace(input);
}
