using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Raises every element to a power.</summary>
        public Tensor pow(Tensor exponent) => Aten.PowTensorTensor.Tensor(this, exponent);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Aten.RemainderTensor.Tensor(this, target);

        /// <summary>What division leaves, with the divisor's sign, in place.</summary>
        public Tensor remainder_(Tensor target) => Aten.RemainderInPlaceTensor.InPlace(this, target);

        /// <summary>What division leaves, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Aten.FmodTensor.Tensor(this, target);

        /// <summary>What division leaves, with the dividend's sign, in place.</summary>
        public Tensor fmod_(Tensor target) => Aten.FmodInPlaceTensor.InPlace(this, target);

        /// <summary>Divides and rounds down.</summary>
        public Tensor floor_divide(Tensor other) => Aten.FloorDivide.Tensor(this, other);

        /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
        public Tensor xlogy(Tensor y) => Aten.XlogyTensor.Tensor(this, y);

        /// <summary>Raises every element to a power, in place.</summary>
        public Tensor pow_(Tensor exponent) => Aten.PowInPlaceTensor.InPlace(this, exponent);

        /// <summary>Raises every element to a power.</summary>
        public Tensor pow(Scalar exponent) => Aten.PowTensorScalar.Tensor(this, exponent);

        /// <summary>What division leaves, with the divisor's sign.</summary>
        public Tensor remainder(Scalar target) => Aten.RemainderScalar.Tensor(this, target);

        /// <summary>What division leaves, with the divisor's sign, in place.</summary>
        public Tensor remainder_(Scalar target) => Aten.RemainderInPlaceScalar.InPlace(this, target);

        /// <summary>What division leaves, with the dividend's sign.</summary>
        public Tensor fmod(Scalar target) => Aten.FmodScalar.Tensor(this, target);

        /// <summary>What division leaves, with the dividend's sign, in place.</summary>
        public Tensor fmod_(Scalar target) => Aten.FmodInPlaceScalar.InPlace(this, target);

        /// <summary>Divides and rounds down.</summary>
        public Tensor floor_divide(Scalar other) => Aten.FloorDivideScalar.Tensor(this, other);

        /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
        public Tensor xlogy(Scalar y) => Aten.XlogyScalarOther.Tensor(this, y);

        /// <summary>Raises every element to a power, in place.</summary>
        public Tensor pow_(Scalar exponent) => Aten.PowInPlaceScalar.InPlace(this, exponent);

        /// <summary>The angle of the point (other, this) of every pair.</summary>
        public Tensor atan2(Tensor other) => Aten.Atan2.Tensor(this, other);

        /// <summary>The angle of the point (other, this) of every pair, in place.</summary>
        public Tensor atan2_(Tensor other) => Aten.Atan2InPlace.InPlace(this, other);

        /// <summary>The root of the sum of the squares of every pair.</summary>
        public Tensor hypot(Tensor other) => Aten.Hypot.Tensor(this, other);

        /// <summary>Every element with the sign of the other's.</summary>
        public Tensor copysign(Tensor other) => Aten.CopysignTensor.Tensor(this, other);

        /// <summary>Every element with the sign of the other's, in place.</summary>
        public Tensor copysign_(Tensor other) => Aten.CopysignInPlaceTensor.InPlace(this, other);

        /// <summary>The logarithm of the sum of the exponentials of every pair.</summary>
        public Tensor logaddexp(Tensor other) => Aten.Logaddexp.Tensor(this, other);

        /// <summary>Between this and end, by weight.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.LerpTensor.Tensor(this, end, weight);

        /// <summary>Between this and end, by weight, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.LerpInPlaceTensor.InPlace(this, end, weight);

        /// <summary>Adds value times tensor1 times tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcmul.Tensor(this, tensor1, tensor2, value);

        /// <summary>Adds value times tensor1 times tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.AddcmulInPlace.InPlace(this, tensor1, tensor2, value);

        /// <summary>Adds value times tensor1 over tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcdiv.Tensor(this, tensor1, tensor2, value);

        /// <summary>Adds value times tensor1 over tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.AddcdivInPlace.InPlace(this, tensor1, tensor2, value);

        /// <summary>No element above max.</summary>
        public Tensor clamp_max(Scalar max) => Aten.ClampMax.Tensor(this, max);

        /// <summary>No element above max, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Aten.ClampMaxInPlace.InPlace(this, max);

        /// <summary>No element below min.</summary>
        public Tensor clamp_min(Scalar min) => Aten.ClampMin.Tensor(this, min);

        /// <summary>No element below min, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Aten.ClampMinInPlace.InPlace(this, min);

        /// <summary>Rounds every element, halves to even.</summary>
        public Tensor round(long decimals = 0L) => Aten.RoundDecimals.Tensor(this, decimals);

        /// <summary>Rounds every element, halves to even, in place.</summary>
        public Tensor round_(long decimals = 0L) => Aten.RoundInPlaceDecimals.InPlace(this, decimals);

        /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps.</summary>
        public Tensor logit(double? eps = null) => Aten.Logit.Tensor(this, eps);

        /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps, in place.</summary>
        public Tensor logit_(double? eps = null) => Aten.LogitInPlace.InPlace(this, eps);

        /// <summary>Replaces what is no finite number.</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.NanToNum.Tensor(this, nan, posinf, neginf);

        /// <summary>Replaces what is no finite number, in place.</summary>
        public Tensor nan_to_num_(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Aten.NanToNumInPlace.InPlace(this, nan, posinf, neginf);

        /// <summary>The angle of every element in the complex plane.</summary>
        public Tensor angle() => Aten.Angle.Tensor(this);

        /// <summary>Whether the sign bit of every element is set.</summary>
        public Tensor signbit() => Aten.Signbit.Tensor(this);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Aten.Positive.Tensor(this);

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

        /// <summary>Puts every element between min and max.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Clamp.Tensor(this, min, max);

        /// <summary>Puts every element between min and max.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Tensor(this, min, max);

        /// <summary>Puts every element between min and max, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.ClampInPlace.InPlace(this, min, max);

        /// <summary>Puts every element between min and max, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.ClampInPlaceTensor.InPlace(this, min, max);

        /// <summary>Another name of <c>clamp</c>.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
    }
}
