using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Every element with the sign of the other's.</summary>
        public Tensor copysign(Tensor other) => Aten.CopysignTensor.Tensor(this, other);

        /// <summary>Every element with the sign of the other's, in place.</summary>
        public Tensor copysign_(Tensor other) => Aten.CopysignInPlaceTensor.InPlace(this, other);

        /// <summary>Whether the sign bit of every element is set.</summary>
        public Tensor signbit() => Aten.Signbit.Tensor(this);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Aten.Positive.Tensor(this);

        /// <summary>The absolute value of every element.</summary>
        public Tensor abs() => Aten.Abs.Tensor(this);

        /// <summary>The absolute value of every element, in place.</summary>
        public Tensor abs_() => Aten.AbsInPlace.InPlace(this);

        /// <summary>The negative of every element.</summary>
        public Tensor neg() => Aten.Neg.Tensor(this);

        /// <summary>The negative of every element, in place.</summary>
        public Tensor neg_() => Aten.NegInPlace.InPlace(this);

        /// <summary>-1, 0 or 1 for every element.</summary>
        public Tensor sign() => Aten.Sign.Tensor(this);

        /// <summary>-1, 0 or 1 for every element, in place.</summary>
        public Tensor sign_() => Aten.SignInPlace.InPlace(this);

        /// <summary>Every element over its absolute value.</summary>
        public Tensor sgn() => Aten.Sgn.Tensor(this);

        /// <summary>Every element over its absolute value, in place.</summary>
        public Tensor sgn_() => Aten.SgnInPlace.InPlace(this);
    }
}
