using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
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

    /// <summary>Replaces what is no finite number.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        Aten.NanToNum.Tensor(input, nan, posinf, neginf);

    /// <summary>Replaces what is no finite number, in place.</summary>
    public static Tensor nan_to_num_(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        Aten.NanToNumInPlace.InPlace(input, nan, posinf, neginf);

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

    /// <summary>The smallest whole number not below every element.</summary>
    public static Tensor ceil(Tensor input) => Aten.Ceil.Tensor(input);

    /// <summary>The smallest whole number not below every element, in place.</summary>
    public static Tensor ceil_(Tensor input) => Aten.CeilInPlace.InPlace(input);

    /// <summary>The largest whole number not above every element.</summary>
    public static Tensor floor(Tensor input) => Aten.Floor.Tensor(input);

    /// <summary>The largest whole number not above every element, in place.</summary>
    public static Tensor floor_(Tensor input) => Aten.FloorInPlace.InPlace(input);

    /// <summary>The fractional part of every element.</summary>
    public static Tensor frac(Tensor input) => Aten.Frac.Tensor(input);

    /// <summary>The fractional part of every element, in place.</summary>
    public static Tensor frac_(Tensor input) => Aten.FracInPlace.InPlace(input);

    /// <summary>Every element without its fraction.</summary>
    public static Tensor trunc(Tensor input) => Aten.Trunc.Tensor(input);

    /// <summary>Every element without its fraction, in place.</summary>
    public static Tensor trunc_(Tensor input) => Aten.TruncInPlace.InPlace(input);
}
