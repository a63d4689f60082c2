using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether the elements are equal.</summary>
        public Tensor eq(Tensor target) => Aten.EqTensor.Tensor(this, target);

        /// <summary>Whether the elements are equal, in place.</summary>
        public Tensor eq_(Tensor target) => Aten.EqInPlaceTensor.InPlace(this, target);

        /// <summary>Whether the elements are equal.</summary>
        public Tensor eq(Scalar target) => Aten.EqScalar.Tensor(this, target);

        /// <summary>Whether the elements are equal, in place.</summary>
        public Tensor eq_(Scalar target) => Aten.EqInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>eq</c>.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether the elements differ.</summary>
        public Tensor ne(Tensor target) => Aten.NeTensor.Tensor(this, target);

        /// <summary>Whether the elements differ, in place.</summary>
        public Tensor ne_(Tensor target) => Aten.NeInPlaceTensor.InPlace(this, target);

        /// <summary>Whether the elements differ.</summary>
        public Tensor ne(Scalar target) => Aten.NeScalar.Tensor(this, target);

        /// <summary>Whether the elements differ, in place.</summary>
        public Tensor ne_(Scalar target) => Aten.NeInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>ne</c>.</summary>
        public Tensor not_equal(Tensor target) => ne(target);

        /// <summary>Whether every element is less.</summary>
        public Tensor lt(Tensor target) => Aten.LtTensor.Tensor(this, target);

        /// <summary>Whether every element is less, in place.</summary>
        public Tensor lt_(Tensor target) => Aten.LtInPlaceTensor.InPlace(this, target);

        /// <summary>Whether every element is less.</summary>
        public Tensor lt(Scalar target) => Aten.LtScalar.Tensor(this, target);

        /// <summary>Whether every element is less, in place.</summary>
        public Tensor lt_(Scalar target) => Aten.LtInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>lt</c>.</summary>
        public Tensor less(Tensor target) => lt(target);

        /// <summary>Whether every element is at most the other.</summary>
        public Tensor le(Tensor target) => Aten.LeTensor.Tensor(this, target);

        /// <summary>Whether every element is at most the other, in place.</summary>
        public Tensor le_(Tensor target) => Aten.LeInPlaceTensor.InPlace(this, target);

        /// <summary>Whether every element is at most the other.</summary>
        public Tensor le(Scalar target) => Aten.LeScalar.Tensor(this, target);

        /// <summary>Whether every element is at most the other, in place.</summary>
        public Tensor le_(Scalar target) => Aten.LeInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>le</c>.</summary>
        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>Whether every element is greater.</summary>
        public Tensor gt(Tensor target) => Aten.GtTensor.Tensor(this, target);

        /// <summary>Whether every element is greater, in place.</summary>
        public Tensor gt_(Tensor target) => Aten.GtInPlaceTensor.InPlace(this, target);

        /// <summary>Whether every element is greater.</summary>
        public Tensor gt(Scalar target) => Aten.GtScalar.Tensor(this, target);

        /// <summary>Whether every element is greater, in place.</summary>
        public Tensor gt_(Scalar target) => Aten.GtInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>gt</c>.</summary>
        public Tensor greater(Tensor target) => gt(target);

        /// <summary>Whether every element is at least the other.</summary>
        public Tensor ge(Tensor target) => Aten.GeTensor.Tensor(this, target);

        /// <summary>Whether every element is at least the other, in place.</summary>
        public Tensor ge_(Tensor target) => Aten.GeInPlaceTensor.InPlace(this, target);

        /// <summary>Whether every element is at least the other.</summary>
        public Tensor ge(Scalar target) => Aten.GeScalar.Tensor(this, target);

        /// <summary>Whether every element is at least the other, in place.</summary>
        public Tensor ge_(Scalar target) => Aten.GeInPlaceScalar.InPlace(this, target);

        /// <summary>Another name of <c>ge</c>.</summary>
        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Whether every element is no number.</summary>
        public Tensor isnan() => Aten.Isnan.Tensor(this);

        /// <summary>Whether every element is a finite number.</summary>
        public Tensor isfinite() => Aten.Isfinite.Tensor(this);

        /// <summary>Whether every element is infinite.</summary>
        public Tensor isinf() => Aten.Isinf.Tensor(this);

        /// <summary>Whether every element is plus infinity.</summary>
        public Tensor isposinf() => Aten.Isposinf.Tensor(this);

        /// <summary>Whether every element is minus infinity.</summary>
        public Tensor isneginf() => Aten.Isneginf.Tensor(this);

        /// <summary>Whether every element has no imaginary part.</summary>
        public Tensor isreal() => Aten.Isreal.Tensor(this);

        /// <summary>Whether the elements differ by at most atol + rtol times the other's.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.Isclose.Tensor(this, other, rtol, atol, nanEqual);

        /// <summary>Whether all elements differ by at most atol + rtol times the other's.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.Allclose.Bool(this, target, rtol, atol, equal_nan);

        /// <summary>Whether every element is among the others.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.IsinTensorTensor.Tensor(this, test_elements, assumeUnique, invert);

        /// <summary>The greater of every pair; not a number wins.</summary>
        public Tensor maximum(Tensor other) => Aten.Maximum.Tensor(this, other);

        /// <summary>The lesser of every pair; not a number wins.</summary>
        public Tensor minimum(Tensor other) => Aten.Minimum.Tensor(this, other);

        /// <summary>The greater of every pair; not a number loses.</summary>
        public Tensor fmax(Tensor other) => Aten.Fmax.Tensor(this, other);

        /// <summary>The lesser of every pair; not a number loses.</summary>
        public Tensor fmin(Tensor other) => Aten.Fmin.Tensor(this, other);

        /// <summary>Whether both elements are nonzero.</summary>
        public Tensor logical_and(Tensor other) => Aten.LogicalAnd.Tensor(this, other);

        /// <summary>Whether both elements are nonzero, in place.</summary>
        public Tensor logical_and_(Tensor other) => Aten.LogicalAndInPlace.InPlace(this, other);

        /// <summary>Whether either element is nonzero.</summary>
        public Tensor logical_or(Tensor other) => Aten.LogicalOr.Tensor(this, other);

        /// <summary>Whether either element is nonzero, in place.</summary>
        public Tensor logical_or_(Tensor other) => Aten.LogicalOrInPlace.InPlace(this, other);

        /// <summary>Whether just one element is nonzero.</summary>
        public Tensor logical_xor(Tensor other) => Aten.LogicalXor.Tensor(this, other);

        /// <summary>Whether just one element is nonzero, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Aten.LogicalXorInPlace.InPlace(this, other);

        /// <summary>The places of the elements in sorted order along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Argsort.Tensor(this, dim, descending);

        /// <summary>Sorted along the first dimension.</summary>
        public Tensor msort() => Aten.Msort.Tensor(this);

        /// <summary>Which interval between the boundaries every element is in.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.BucketizeTensor.Tensor(this, boundaries, outInt32, right);
    }
}
