using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
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

        /// <summary>Replaces what is no finite number.</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.NanToNum.Tensor(this, nan, posinf, neginf);

        /// <summary>Replaces what is no finite number, in place.</summary>
        public Tensor nan_to_num_(double nan = 0d, double? posinf = null, double? neginf = null) =>
            Aten.NanToNumInPlace.InPlace(this, nan, posinf, neginf);

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

        /// <summary>The smallest whole number not below every element.</summary>
        public Tensor ceil() => Aten.Ceil.Tensor(this);

        /// <summary>The smallest whole number not below every element, in place.</summary>
        public Tensor ceil_() => Aten.CeilInPlace.InPlace(this);

        /// <summary>The largest whole number not above every element.</summary>
        public Tensor floor() => Aten.Floor.Tensor(this);

        /// <summary>The largest whole number not above every element, in place.</summary>
        public Tensor floor_() => Aten.FloorInPlace.InPlace(this);

        /// <summary>The fractional part of every element.</summary>
        public Tensor frac() => Aten.Frac.Tensor(this);

        /// <summary>The fractional part of every element, in place.</summary>
        public Tensor frac_() => Aten.FracInPlace.InPlace(this);

        /// <summary>Every element without its fraction.</summary>
        public Tensor trunc() => Aten.Trunc.Tensor(this);

        /// <summary>Every element without its fraction, in place.</summary>
        public Tensor trunc_() => Aten.TruncInPlace.InPlace(this);
    }
}
