using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether the elements are equal.</summary>
    public static Tensor eq(Tensor left, Tensor right) => Aten.EqTensor.Tensor(left, right);

    /// <summary>Another name of <c>eq</c>.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => eq(tensor, target);

    /// <summary>Whether the elements differ.</summary>
    public static Tensor ne(Tensor left, Tensor right) => Aten.NeTensor.Tensor(left, right);

    /// <summary>Another name of <c>ne</c>.</summary>
    public static Tensor not_equal(Tensor tensor, Tensor target) => ne(tensor, target);

    /// <summary>Whether every element is less.</summary>
    public static Tensor lt(Tensor left, Tensor right) => Aten.LtTensor.Tensor(left, right);

    /// <summary>Another name of <c>lt</c>.</summary>
    public static Tensor less(Tensor tensor, Tensor target) => lt(tensor, target);

    /// <summary>Whether every element is at most the other.</summary>
    public static Tensor le(Tensor left, Tensor right) => Aten.LeTensor.Tensor(left, right);

    /// <summary>Another name of <c>le</c>.</summary>
    public static Tensor less_equal(Tensor tensor, Tensor target) => le(tensor, target);

    /// <summary>Whether every element is greater.</summary>
    public static Tensor gt(Tensor left, Tensor right) => Aten.GtTensor.Tensor(left, right);

    /// <summary>Another name of <c>gt</c>.</summary>
    public static Tensor greater(Tensor tensor, Tensor target) => gt(tensor, target);

    /// <summary>Whether every element is at least the other.</summary>
    public static Tensor ge(Tensor left, Tensor right) => Aten.GeTensor.Tensor(left, right);

    /// <summary>Another name of <c>ge</c>.</summary>
    public static Tensor greater_equal(Tensor tensor, Tensor target) => ge(tensor, target);

    /// <summary>Whether every element is no number.</summary>
    public static Tensor isnan(Tensor input) => Aten.Isnan.Tensor(input);

    /// <summary>Whether every element is a finite number.</summary>
    public static Tensor isfinite(Tensor tensor) => Aten.Isfinite.Tensor(tensor);

    /// <summary>Whether every element is infinite.</summary>
    public static Tensor isinf(Tensor tensor) => Aten.Isinf.Tensor(tensor);

    /// <summary>Whether every element is plus infinity.</summary>
    public static Tensor isposinf(Tensor tensor) => Aten.Isposinf.Tensor(tensor);

    /// <summary>Whether every element is minus infinity.</summary>
    public static Tensor isneginf(Tensor tensor) => Aten.Isneginf.Tensor(tensor);

    /// <summary>Whether every element has no imaginary part.</summary>
    public static Tensor isreal(Tensor tensor) => Aten.Isreal.Tensor(tensor);

    /// <summary>Whether the elements differ by at most atol + rtol times the other's.</summary>
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
        Aten.Isclose.Tensor(tensor, other, rtol, atol, nanEqual);

    /// <summary>Whether all elements differ by at most atol + rtol times the other's.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        Aten.Allclose.Bool(tensor, target, rtol, atol, equal_nan);

    /// <summary>Whether every element is among the others.</summary>
    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        Aten.IsinTensorTensor.Tensor(tensor, test_elements, assumeUnique, invert);

    /// <summary>The greater of every pair; not a number wins.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => Aten.Maximum.Tensor(input, other);

    /// <summary>The lesser of every pair; not a number wins.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => Aten.Minimum.Tensor(input, other);

    /// <summary>The greater of every pair; not a number loses.</summary>
    public static Tensor fmax(Tensor input, Tensor other) => Aten.Fmax.Tensor(input, other);

    /// <summary>The lesser of every pair; not a number loses.</summary>
    public static Tensor fmin(Tensor input, Tensor other) => Aten.Fmin.Tensor(input, other);

    /// <summary>Whether both elements are nonzero.</summary>
    public static Tensor logical_and(Tensor left, Tensor other) => Aten.LogicalAnd.Tensor(left, other);

    /// <summary>Whether both elements are nonzero, in place.</summary>
    public static Tensor logical_and_(Tensor left, Tensor other) => Aten.LogicalAndInPlace.InPlace(left, other);

    /// <summary>Whether either element is nonzero.</summary>
    public static Tensor logical_or(Tensor left, Tensor other) => Aten.LogicalOr.Tensor(left, other);

    /// <summary>Whether either element is nonzero, in place.</summary>
    public static Tensor logical_or_(Tensor left, Tensor other) => Aten.LogicalOrInPlace.InPlace(left, other);

    /// <summary>Whether just one element is nonzero.</summary>
    public static Tensor logical_xor(Tensor left, Tensor other) => Aten.LogicalXor.Tensor(left, other);

    /// <summary>Whether just one element is nonzero, in place.</summary>
    public static Tensor logical_xor_(Tensor left, Tensor other) => Aten.LogicalXorInPlace.InPlace(left, other);

    /// <summary>The places of the elements in sorted order along a dimension.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => Aten.Argsort.Tensor(input, dim, descending);

    /// <summary>Sorted along the first dimension.</summary>
    public static Tensor msort(Tensor tensor) => Aten.Msort.Tensor(tensor);

    /// <summary>Which interval between the boundaries every element is in.</summary>
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        Aten.BucketizeTensor.Tensor(input, boundaries, outInt32, right);

    /// <summary>Where values would be put into a sorted sequence.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Aten.SearchsortedTensor.Tensor(sorted_sequence, values, out_int32, right, AtenArg.None, sorter);
}
