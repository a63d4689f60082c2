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
    }
}
