using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Every element with the sign of the other's.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => Aten.CopysignTensor.Tensor(input, other);

    /// <summary>Every element with the sign of the other's, in place.</summary>
    public static Tensor copysign_(Tensor input, Tensor other) => Aten.CopysignInPlaceTensor.InPlace(input, other);

    /// <summary>Whether the sign bit of every element is set.</summary>
    public static Tensor signbit(Tensor input) => Aten.Signbit.Tensor(input);

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => Aten.Positive.Tensor(input);

    /// <summary>The absolute value of every element.</summary>
    public static Tensor abs(Tensor input) => Aten.Abs.Tensor(input);

    /// <summary>The absolute value of every element, in place.</summary>
    public static Tensor abs_(Tensor input) => Aten.AbsInPlace.InPlace(input);

    /// <summary>The negative of every element.</summary>
    public static Tensor neg(Tensor input) => Aten.Neg.Tensor(input);

    /// <summary>The negative of every element, in place.</summary>
    public static Tensor neg_(Tensor input) => Aten.NegInPlace.InPlace(input);

    /// <summary>-1, 0 or 1 for every element.</summary>
    public static Tensor sign(Tensor input) => Aten.Sign.Tensor(input);

    /// <summary>-1, 0 or 1 for every element, in place.</summary>
    public static Tensor sign_(Tensor input) => Aten.SignInPlace.InPlace(input);

    /// <summary>Every element over its absolute value.</summary>
    public static Tensor sgn(Tensor input) => Aten.Sgn.Tensor(input);

    /// <summary>Every element over its absolute value, in place.</summary>
    public static Tensor sgn_(Tensor input) => Aten.SgnInPlace.InPlace(input);
}
