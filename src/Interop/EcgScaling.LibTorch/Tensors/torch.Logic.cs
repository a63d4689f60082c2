using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The bits set in both.</summary>
    public static Tensor bitwise_and(Tensor left, Tensor other) => Aten.BitwiseAndTensor.Tensor(left, other);

    /// <summary>The bits set in both, in place.</summary>
    public static Tensor bitwise_and_(Tensor left, Tensor other) => Aten.BitwiseAndInPlaceTensor.InPlace(left, other);

    /// <summary>The bits set in either.</summary>
    public static Tensor bitwise_or(Tensor left, Tensor other) => Aten.BitwiseOrTensor.Tensor(left, other);

    /// <summary>The bits set in either, in place.</summary>
    public static Tensor bitwise_or_(Tensor left, Tensor other) => Aten.BitwiseOrInPlaceTensor.InPlace(left, other);

    /// <summary>The bits set in one only.</summary>
    public static Tensor bitwise_xor(Tensor left, Tensor other) => Aten.BitwiseXorTensor.Tensor(left, other);

    /// <summary>The bits set in one only, in place.</summary>
    public static Tensor bitwise_xor_(Tensor left, Tensor other) => Aten.BitwiseXorInPlaceTensor.InPlace(left, other);

    /// <summary>Whether every element is zero.</summary>
    public static Tensor logical_not(Tensor input) => Aten.LogicalNot.Tensor(input);

    /// <summary>Whether every element is zero, in place.</summary>
    public static Tensor logical_not_(Tensor input) => Aten.LogicalNotInPlace.InPlace(input);

    /// <summary>The bits of every element inverted.</summary>
    public static Tensor bitwise_not(Tensor input) => Aten.BitwiseNot.Tensor(input);

    /// <summary>The bits of every element inverted, in place.</summary>
    public static Tensor bitwise_not_(Tensor input) => Aten.BitwiseNotInPlace.InPlace(input);
}
