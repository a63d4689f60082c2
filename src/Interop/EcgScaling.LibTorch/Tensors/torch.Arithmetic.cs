using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Adds, element by element, with broadcasting.</summary>
    public static Tensor add(Tensor left, Tensor right) => Aten.AddTensor.Tensor(left, right);

    /// <summary>Adds alpha times the other, element by element, with broadcasting.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => Aten.AddTensor.Tensor(left, right, alpha);

    /// <summary>Adds, element by element, with broadcasting, in place.</summary>
    public static Tensor add_(Tensor left, Tensor right) => Aten.AddInPlaceTensor.InPlace(left, right);

    /// <summary>Adds alpha times the other, element by element, with broadcasting, in place.</summary>
    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => Aten.AddInPlaceTensor.InPlace(left, right, alpha);

    /// <summary>Adds, element by element, with broadcasting.</summary>
    public static Tensor add(Tensor left, Scalar right) => Aten.AddScalar.Tensor(left, right);

    /// <summary>Adds alpha times the other, element by element, with broadcasting.</summary>
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => Aten.AddScalar.Tensor(left, right, alpha);

    /// <summary>Adds, element by element, with broadcasting, in place.</summary>
    public static Tensor add_(Tensor left, Scalar right) => Aten.AddInPlaceScalar.InPlace(left, right);

    /// <summary>Adds alpha times the other, element by element, with broadcasting, in place.</summary>
    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => Aten.AddInPlaceScalar.InPlace(left, right, alpha);

    /// <summary>Subtracts, element by element, with broadcasting.</summary>
    public static Tensor sub(Tensor left, Tensor right) => Aten.SubTensor.Tensor(left, right);

    /// <summary>Subtracts, element by element, with broadcasting, in place.</summary>
    public static Tensor sub_(Tensor left, Tensor right) => Aten.SubInPlaceTensor.InPlace(left, right);

    /// <summary>Subtracts, element by element, with broadcasting.</summary>
    public static Tensor sub(Tensor left, Scalar right) => Aten.SubScalar.Tensor(left, right);

    /// <summary>Subtracts, element by element, with broadcasting, in place.</summary>
    public static Tensor sub_(Tensor left, Scalar right) => Aten.SubInPlaceScalar.InPlace(left, right);

    /// <summary>Multiplies, element by element, with broadcasting.</summary>
    public static Tensor mul(Tensor left, Tensor right) => Aten.MulTensor.Tensor(left, right);

    /// <summary>Multiplies, element by element, with broadcasting, in place.</summary>
    public static Tensor mul_(Tensor left, Tensor right) => Aten.MulInPlaceTensor.InPlace(left, right);

    /// <summary>Multiplies, element by element, with broadcasting.</summary>
    public static Tensor mul(Tensor left, Scalar right) => Aten.MulScalar.Tensor(left, right);

    /// <summary>Multiplies, element by element, with broadcasting, in place.</summary>
    public static Tensor mul_(Tensor left, Scalar right) => Aten.MulInPlaceScalar.InPlace(left, right);

    /// <summary>Divides, element by element, with broadcasting.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Aten.DivTensorMode.Tensor(left, right, ModeName(rounding_mode));

    /// <summary>Another name of <c>div</c>.</summary>
    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => div(left, right, rounding_mode);

    /// <summary>Another name of <c>mul</c>.</summary>
    public static Tensor multiply(Tensor left, Tensor right) => mul(left, right);

    /// <summary>Another name of <c>sub</c>.</summary>
    public static Tensor subtract(Tensor left, Tensor right) => sub(left, right);

    /// <summary>Divides, element by element, with broadcasting, in place.</summary>
    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Aten.DivInPlaceTensorMode.InPlace(left, right, ModeName(rounding_mode));

    /// <summary>Another name of <c>div_</c>.</summary>
    public static Tensor divide_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => div_(left, right, rounding_mode);

    /// <summary>Another name of <c>mul_</c>.</summary>
    public static Tensor multiply_(Tensor left, Tensor right) => mul_(left, right);

    /// <summary>Another name of <c>sub_</c>.</summary>
    public static Tensor subtract_(Tensor left, Tensor right) => sub_(left, right);

    /// <summary>Divides, element by element, with broadcasting.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        Aten.DivScalarMode.Tensor(left, right, ModeName(rounding_mode));

    /// <summary>Another name of <c>div</c>.</summary>
    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => div(left, right, rounding_mode);

    /// <summary>Another name of <c>mul</c>.</summary>
    public static Tensor multiply(Tensor left, Scalar right) => mul(left, right);

    /// <summary>Another name of <c>sub</c>.</summary>
    public static Tensor subtract(Tensor left, Scalar right) => sub(left, right);

    /// <summary>Divides, element by element, with broadcasting, in place.</summary>
    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        Aten.DivInPlaceScalarMode.InPlace(left, right, ModeName(rounding_mode));

    /// <summary>Another name of <c>div_</c>.</summary>
    public static Tensor divide_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => div_(left, right, rounding_mode);

    /// <summary>Another name of <c>mul_</c>.</summary>
    public static Tensor multiply_(Tensor left, Scalar right) => mul_(left, right);

    /// <summary>Another name of <c>sub_</c>.</summary>
    public static Tensor subtract_(Tensor left, Scalar right) => sub_(left, right);

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

    /// <summary>Divides, element by element, with broadcasting.</summary>
    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);
}
