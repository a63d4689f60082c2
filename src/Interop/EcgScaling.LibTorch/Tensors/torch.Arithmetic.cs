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
}
