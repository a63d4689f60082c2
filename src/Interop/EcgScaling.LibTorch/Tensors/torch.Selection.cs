using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The slices of a dimension at the places given.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => Aten.IndexSelect.Tensor(input, dim, index);

    /// <summary>One slice of a dimension.</summary>
    public static Tensor select(Tensor input, long dim, long index) => Aten.SelectInt.Tensor(input, dim, index);

    /// <summary>Some slices of a dimension, without copying.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => Aten.Narrow.Tensor(input, dim, start, length);

    /// <summary>Elements by their places in the flattened tensor.</summary>
    public static Tensor take(Tensor input, Tensor index) => Aten.Take.Tensor(input, index);

    /// <summary>Elements by their places along a dimension.</summary>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim) => Aten.TakeAlongDim.Tensor(input, indices, dim);

    /// <summary>Elements by their places along a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => Aten.Gather.Tensor(input, dim, index);

    /// <summary>With elements of src put at the places given along a dimension.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => Aten.ScatterSrc.Tensor(input, dim, index, src);

    /// <summary>With elements of src put at the places given along a dimension, in place.</summary>
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => Aten.ScatterInPlaceSrc.InPlace(input, dim, index, src);

    /// <summary>With elements of src added at the places given along a dimension.</summary>
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => Aten.ScatterAdd.Tensor(input, dim, index, src);

    /// <summary>With elements of src added at the places given along a dimension, in place.</summary>
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => Aten.ScatterAddInPlace.InPlace(input, dim, index, src);

    /// <summary>With slices of source, times alpha, added at the places given.</summary>
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        Aten.IndexAdd.Tensor(input, dim, index, source, alpha);

    /// <summary>With slices of source, times alpha, added at the places given, in place.</summary>
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        Aten.IndexAddInPlace.InPlace(input, dim, index, source, alpha);

    /// <summary>With slices of source put at the places given.</summary>
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => Aten.IndexCopy.Tensor(input, dim, index, source);

    /// <summary>With slices of source put at the places given, in place.</summary>
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => Aten.IndexCopyInPlace.InPlace(input, dim, index, source);

    /// <summary>With slices at the places given filled.</summary>
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => Aten.IndexFillIntScalar.Tensor(input, dim, index, value);

    /// <summary>With slices at the places given filled, in place.</summary>
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) =>
        Aten.IndexFillInPlaceIntScalar.InPlace(input, dim, index, value);

    /// <summary>The elements where the mask is true.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => Aten.MaskedSelect.Tensor(input, mask);

    /// <summary>The places of the nonzero elements, one a row.</summary>
    public static Tensor nonzero(Tensor input) => Aten.Nonzero.Tensor(input);

    /// <summary>The places of the nonzero elements, one a row.</summary>
    public static Tensor argwhere(Tensor input) => Aten.Argwhere.Tensor(input);

    /// <summary>With a diagonal replaced.</summary>
    public static Tensor diagonal_scatter(Tensor input, Tensor src, long offset = 0L, long dim1 = 0L, long dim2 = 1L) =>
        Aten.DiagonalScatter.Tensor(input, src, offset, dim1, dim2);

    /// <summary>With a slice of a dimension replaced.</summary>
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => Aten.SelectScatter.Tensor(input, src, dim, index);

    /// <summary>With slices of a dimension replaced.</summary>
    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0L, long? start = null, long? end = null, long step = 1L) =>
        Aten.SliceScatter.Tensor(input, src, dim, start, end, step);

    /// <summary>x where the condition is true, else y.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.WhereSelf.Tensor(condition, x, y);

    /// <summary>The places where the condition is true, one tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition) => Aten.NonzeroNumpy.Tensors(condition);

    /// <summary>How often every whole number occurs.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => Aten.Bincount.Tensor(input, weights, minlength);

    /// <summary>The different elements, where each element went, and how often each occurs.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);
}
