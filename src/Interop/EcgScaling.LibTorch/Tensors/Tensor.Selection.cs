using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The slices of a dimension at the places given.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.IndexSelect.Tensor(this, dim, index);

        /// <summary>One slice of a dimension.</summary>
        public Tensor select(long dim, long index) => Aten.SelectInt.Tensor(this, dim, index);

        /// <summary>Some slices of a dimension, without copying.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.Narrow.Tensor(this, dim, start, length);

        /// <summary>Elements by their places in the flattened tensor.</summary>
        public Tensor take(Tensor index) => Aten.Take.Tensor(this, index);

        /// <summary>Elements by their places in the flattened tensor.</summary>
        public Tensor take_along_dim(Tensor indices) => Aten.TakeAlongDim.Tensor(this, indices);

        /// <summary>Elements by their places along a dimension.</summary>
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.TakeAlongDim.Tensor(this, indices, dim);

        /// <summary>Elements by their places along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.Gather.Tensor(this, dim, index);

        /// <summary>With elements of src put at the places given along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.ScatterSrc.Tensor(this, dim, index, src);

        /// <summary>With elements of src put at the places given along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.ScatterInPlaceSrc.InPlace(this, dim, index, src);

        /// <summary>With elements of src added at the places given along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.ScatterAdd.Tensor(this, dim, index, src);

        /// <summary>With elements of src added at the places given along a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.ScatterAddInPlace.InPlace(this, dim, index, src);

        /// <summary>With slices of source, times alpha, added at the places given.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.IndexAdd.Tensor(this, dim, index, source, alpha);

        /// <summary>With slices of source, times alpha, added at the places given, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.IndexAddInPlace.InPlace(this, dim, index, source, alpha);

        /// <summary>With slices of source put at the places given.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.IndexCopy.Tensor(this, dim, index, source);

        /// <summary>With slices of source put at the places given, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.IndexCopyInPlace.InPlace(this, dim, index, source);

        /// <summary>With slices at the places given filled.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.IndexFillIntScalar.Tensor(this, dim, index, value);

        /// <summary>With slices at the places given filled, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.IndexFillInPlaceIntScalar.InPlace(this, dim, index, value);

        /// <summary>With the value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.MaskedFillScalar.Tensor(this, mask, value);

        /// <summary>With the value where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.MaskedFillInPlaceScalar.InPlace(this, mask, value);

        /// <summary>With successive elements of value where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.MaskedScatter.Tensor(this, mask, value);

        /// <summary>With successive elements of value where the mask is true, in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.MaskedScatterInPlace.InPlace(this, mask, value);

        /// <summary>The elements where the mask is true.</summary>
        public Tensor masked_select(Tensor mask) => Aten.MaskedSelect.Tensor(this, mask);

        /// <summary>The places of the nonzero elements, one a row.</summary>
        public Tensor nonzero() => Aten.Nonzero.Tensor(this);

        /// <summary>The places of the nonzero elements, one a row.</summary>
        public Tensor argwhere() => Aten.Argwhere.Tensor(this);

        /// <summary>The places of the nonzero elements, one tensor a dimension.</summary>
        public Tensor[] nonzero_as_list() => Aten.NonzeroNumpy.Tensors(this);

        /// <summary>With a diagonal replaced.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0L, long dim1 = 0L, long dim2 = 1L) =>
            Aten.DiagonalScatter.Tensor(this, src, offset, dim1, dim2);

        /// <summary>With a slice of a dimension replaced.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.SelectScatter.Tensor(this, src, dim, index);

        /// <summary>With slices of a dimension replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0L, long? start = null, long? end = null, long step = 1L) =>
            Aten.SliceScatter.Tensor(this, src, dim, start, end, step);

        /// <summary>Sets every element, in place.</summary>
        public Tensor fill_(Scalar value) => Aten.FillInPlaceScalar.InPlace(this, value);

        /// <summary>Sets every element to zero, in place.</summary>
        public Tensor zero_() => Aten.ZeroInPlace.InPlace(this);

        /// <summary>How often every whole number occurs.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.Bincount.Tensor(this, weights, minlength);

        /// <summary>Copies the elements of another tensor, converted and broadcast, in place.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.CopyInPlace.InPlace(this, source, nonBlocking);

        /// <summary>Takes over the memory of another tensor.</summary>
        public Tensor set_(Tensor source) => Aten.SetInPlaceSourceTensor.InPlace(this, source);
    }
}
