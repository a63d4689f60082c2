using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bits set in both.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.BitwiseAndTensor.Tensor(this, other);

        /// <summary>The bits set in both, in place.</summary>
        public Tensor bitwise_and_(Tensor other) => Aten.BitwiseAndInPlaceTensor.InPlace(this, other);

        /// <summary>The bits set in either.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.BitwiseOrTensor.Tensor(this, other);

        /// <summary>The bits set in either, in place.</summary>
        public Tensor bitwise_or_(Tensor other) => Aten.BitwiseOrInPlaceTensor.InPlace(this, other);

        /// <summary>The bits set in one only.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.BitwiseXorTensor.Tensor(this, other);

        /// <summary>The bits set in one only, in place.</summary>
        public Tensor bitwise_xor_(Tensor other) => Aten.BitwiseXorInPlaceTensor.InPlace(this, other);

        /// <summary>Whether every element is zero.</summary>
        public Tensor logical_not() => Aten.LogicalNot.Tensor(this);

        /// <summary>Whether every element is zero, in place.</summary>
        public Tensor logical_not_() => Aten.LogicalNotInPlace.InPlace(this);

        /// <summary>The bits of every element inverted.</summary>
        public Tensor bitwise_not() => Aten.BitwiseNot.Tensor(this);

        /// <summary>The bits of every element inverted, in place.</summary>
        public Tensor bitwise_not_() => Aten.BitwiseNotInPlace.InPlace(this);
    }
}
