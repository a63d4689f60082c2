using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds, element by element, with broadcasting.</summary>
        public Tensor add(Tensor target) => Aten.AddTensor.Tensor(this, target);

        /// <summary>Adds alpha times the other, element by element, with broadcasting.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.AddTensor.Tensor(this, target, alpha);

        /// <summary>Adds, element by element, with broadcasting, in place.</summary>
        public Tensor add_(Tensor target) => Aten.AddInPlaceTensor.InPlace(this, target);

        /// <summary>Adds alpha times the other, element by element, with broadcasting, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.AddInPlaceTensor.InPlace(this, target, alpha);

        /// <summary>Adds, element by element, with broadcasting.</summary>
        public Tensor add(Scalar target) => Aten.AddScalar.Tensor(this, target);

        /// <summary>Adds alpha times the other, element by element, with broadcasting.</summary>
        public Tensor add(Scalar target, Scalar alpha) => Aten.AddScalar.Tensor(this, target, alpha);

        /// <summary>Adds, element by element, with broadcasting, in place.</summary>
        public Tensor add_(Scalar target) => Aten.AddInPlaceScalar.InPlace(this, target);

        /// <summary>Adds alpha times the other, element by element, with broadcasting, in place.</summary>
        public Tensor add_(Scalar target, Scalar alpha) => Aten.AddInPlaceScalar.InPlace(this, target, alpha);

        /// <summary>Subtracts, element by element, with broadcasting.</summary>
        public Tensor sub(Tensor target) => Aten.SubTensor.Tensor(this, target);

        /// <summary>Subtracts, element by element, with broadcasting, in place.</summary>
        public Tensor sub_(Tensor target) => Aten.SubInPlaceTensor.InPlace(this, target);

        /// <summary>Subtracts, element by element, with broadcasting.</summary>
        public Tensor sub(Scalar target) => Aten.SubScalar.Tensor(this, target);

        /// <summary>Subtracts, element by element, with broadcasting, in place.</summary>
        public Tensor sub_(Scalar target) => Aten.SubInPlaceScalar.InPlace(this, target);

        /// <summary>Multiplies, element by element, with broadcasting.</summary>
        public Tensor mul(Tensor target) => Aten.MulTensor.Tensor(this, target);

        /// <summary>Multiplies, element by element, with broadcasting, in place.</summary>
        public Tensor mul_(Tensor target) => Aten.MulInPlaceTensor.InPlace(this, target);

        /// <summary>Multiplies, element by element, with broadcasting.</summary>
        public Tensor mul(Scalar target) => Aten.MulScalar.Tensor(this, target);

        /// <summary>Multiplies, element by element, with broadcasting, in place.</summary>
        public Tensor mul_(Scalar target) => Aten.MulInPlaceScalar.InPlace(this, target);

        /// <summary>Divides, element by element, with broadcasting.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.DivTensorMode.Tensor(this, target, ModeName(rounding_mode));

        /// <summary>Another name of <c>div</c>.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Divides, element by element, with broadcasting.</summary>
        public Tensor true_divide(Tensor other) => Aten.DivTensor.Tensor(this, other);

        /// <summary>Another name of <c>mul</c>.</summary>
        public Tensor multiply(Tensor target) => mul(target);

        /// <summary>Another name of <c>sub</c>.</summary>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>Divides, element by element, with broadcasting, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.DivInPlaceTensorMode.InPlace(this, target, ModeName(rounding_mode));

        /// <summary>Another name of <c>div_</c>.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Divides, element by element, with broadcasting, in place.</summary>
        public Tensor true_divide_(Tensor other) => Aten.DivInPlaceTensor.InPlace(this, other);

        /// <summary>Another name of <c>sub_</c>.</summary>
        public Tensor subtract_(Tensor target) => sub_(target);

        /// <summary>Divides, element by element, with broadcasting.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.DivScalarMode.Tensor(this, target, ModeName(rounding_mode));

        /// <summary>Another name of <c>div</c>.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Divides, element by element, with broadcasting.</summary>
        public Tensor true_divide(Scalar other) => Aten.DivScalar.Tensor(this, other);

        /// <summary>Another name of <c>mul</c>.</summary>
        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>Another name of <c>sub</c>.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <summary>Divides, element by element, with broadcasting, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.DivInPlaceScalarMode.InPlace(this, target, ModeName(rounding_mode));

        /// <summary>Another name of <c>div_</c>.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Divides, element by element, with broadcasting, in place.</summary>
        public Tensor true_divide_(Scalar other) => Aten.DivInPlaceScalar.InPlace(this, other);

        /// <summary>Another name of <c>sub_</c>.</summary>
        public Tensor subtract_(Scalar target) => sub_(target);

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
    }
}
