using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Raises every element to a power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => Aten.PowTensorTensor.Tensor(left, exponent);

    /// <summary>What division leaves, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Tensor target) => Aten.RemainderTensor.Tensor(left, target);

    /// <summary>What division leaves, with the divisor's sign, in place.</summary>
    public static Tensor remainder_(Tensor left, Tensor target) => Aten.RemainderInPlaceTensor.InPlace(left, target);

    /// <summary>What division leaves, with the dividend's sign.</summary>
    public static Tensor fmod(Tensor left, Tensor target) => Aten.FmodTensor.Tensor(left, target);

    /// <summary>What division leaves, with the dividend's sign, in place.</summary>
    public static Tensor fmod_(Tensor left, Tensor target) => Aten.FmodInPlaceTensor.InPlace(left, target);

    /// <summary>Divides and rounds down.</summary>
    public static Tensor floor_divide(Tensor input, Tensor other) => Aten.FloorDivide.Tensor(input, other);

    /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
    public static Tensor xlogy(Tensor x, Tensor y) => Aten.XlogyTensor.Tensor(x, y);

    /// <summary>Raises every element to a power, in place.</summary>
    public static Tensor pow_(Tensor left, Tensor exponent) => Aten.PowInPlaceTensor.InPlace(left, exponent);

    /// <summary>Raises every element to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => Aten.PowTensorScalar.Tensor(left, exponent);

    /// <summary>What division leaves, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Scalar target) => Aten.RemainderScalar.Tensor(left, target);

    /// <summary>What division leaves, with the divisor's sign, in place.</summary>
    public static Tensor remainder_(Tensor left, Scalar target) => Aten.RemainderInPlaceScalar.InPlace(left, target);

    /// <summary>What division leaves, with the dividend's sign.</summary>
    public static Tensor fmod(Tensor left, Scalar target) => Aten.FmodScalar.Tensor(left, target);

    /// <summary>What division leaves, with the dividend's sign, in place.</summary>
    public static Tensor fmod_(Tensor left, Scalar target) => Aten.FmodInPlaceScalar.InPlace(left, target);

    /// <summary>Divides and rounds down.</summary>
    public static Tensor floor_divide(Tensor input, Scalar other) => Aten.FloorDivideScalar.Tensor(input, other);

    /// <summary>Every element times the logarithm of the other; zero times anything is zero.</summary>
    public static Tensor xlogy(Tensor x, Scalar y) => Aten.XlogyScalarOther.Tensor(x, y);

    /// <summary>Raises every element to a power, in place.</summary>
    public static Tensor pow_(Tensor left, Scalar exponent) => Aten.PowInPlaceScalar.InPlace(left, exponent);

    /// <summary>The angle of the point (other, this) of every pair.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => Aten.Atan2.Tensor(input, other);

    /// <summary>The angle of the point (other, this) of every pair, in place.</summary>
    public static Tensor atan2_(Tensor input, Tensor other) => Aten.Atan2InPlace.InPlace(input, other);

    /// <summary>The root of the sum of the squares of every pair.</summary>
    public static Tensor hypot(Tensor left, Tensor other) => Aten.Hypot.Tensor(left, other);

    /// <summary>Every element with the sign of the other's.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => Aten.CopysignTensor.Tensor(input, other);

    /// <summary>Every element with the sign of the other's, in place.</summary>
    public static Tensor copysign_(Tensor input, Tensor other) => Aten.CopysignInPlaceTensor.InPlace(input, other);

    /// <summary>The logarithm of the sum of the exponentials of every pair.</summary>
    public static Tensor logaddexp(Tensor left, Tensor other) => Aten.Logaddexp.Tensor(left, other);

    /// <summary>Between this and end, by weight.</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => Aten.LerpTensor.Tensor(input, end, weight);

    /// <summary>Between this and end, by weight, in place.</summary>
    public static Tensor lerp_(Tensor input, Tensor end, Tensor weight) => Aten.LerpInPlaceTensor.InPlace(input, end, weight);

    /// <summary>Adds value times tensor1 times tensor2.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcmul.Tensor(input, tensor1, tensor2, value);

    /// <summary>Adds value times tensor1 times tensor2, in place.</summary>
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Aten.AddcmulInPlace.InPlace(input, tensor1, tensor2, value);

    /// <summary>Adds value times tensor1 over tensor2.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Addcdiv.Tensor(input, tensor1, tensor2, value);

    /// <summary>Adds value times tensor1 over tensor2, in place.</summary>
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Aten.AddcdivInPlace.InPlace(input, tensor1, tensor2, value);

    /// <summary>No element above max.</summary>
    public static Tensor clamp_max(Tensor input, Scalar max) => Aten.ClampMax.Tensor(input, max);

    /// <summary>No element above max, in place.</summary>
    public static Tensor clamp_max_(Tensor input, Scalar max) => Aten.ClampMaxInPlace.InPlace(input, max);

    /// <summary>No element below min.</summary>
    public static Tensor clamp_min(Tensor input, Scalar min) => Aten.ClampMin.Tensor(input, min);

    /// <summary>No element below min, in place.</summary>
    public static Tensor clamp_min_(Tensor input, Scalar min) => Aten.ClampMinInPlace.InPlace(input, min);

    /// <summary>Rounds every element, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0L) => Aten.RoundDecimals.Tensor(input, decimals);

    /// <summary>Rounds every element, halves to even, in place.</summary>
    public static Tensor round_(Tensor input, long decimals = 0L) => Aten.RoundInPlaceDecimals.InPlace(input, decimals);

    /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps.</summary>
    public static Tensor logit(Tensor input, double? eps = null) => Aten.Logit.Tensor(input, eps);

    /// <summary>The logarithm of x / (1 - x), x first put between eps and 1 - eps, in place.</summary>
    public static Tensor logit_(Tensor input, double? eps = null) => Aten.LogitInPlace.InPlace(input, eps);

    /// <summary>Replaces what is no finite number.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        Aten.NanToNum.Tensor(input, nan, posinf, neginf);

    /// <summary>Replaces what is no finite number, in place.</summary>
    public static Tensor nan_to_num_(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        Aten.NanToNumInPlace.InPlace(input, nan, posinf, neginf);

    /// <summary>The angle of every element in the complex plane.</summary>
    public static Tensor angle(Tensor input) => Aten.Angle.Tensor(input);

    /// <summary>Whether the sign bit of every element is set.</summary>
    public static Tensor signbit(Tensor input) => Aten.Signbit.Tensor(input);

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => Aten.Positive.Tensor(input);

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

    /// <summary>Puts every element between min and max.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => Aten.Clamp.Tensor(input, min, max);

    /// <summary>Puts every element between min and max.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => Aten.ClampTensor.Tensor(input, min, max);

    /// <summary>Puts every element between min and max, in place.</summary>
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => Aten.ClampInPlace.InPlace(input, min, max);

    /// <summary>Puts every element between min and max, in place.</summary>
    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => Aten.ClampInPlaceTensor.InPlace(input, min, max);

    /// <summary>Another name of <c>clamp</c>.</summary>
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => clamp(input, min, max);

    /// <summary>Divides, element by element, with broadcasting.</summary>
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);
}
