using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements in another shape; one size may be -1.</summary>
        public Tensor reshape(params long[] shape) => Aten.Reshape.Tensor(this, shape);

        /// <summary>The same memory in another shape; one size may be -1.</summary>
        public Tensor view(params long[] shape) => Aten.View.Tensor(this, shape);

        /// <summary>Dimensions start_dim to end_dim as one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts.Tensor(this, start_dim, end_dim);

        /// <summary>One dimension as several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Aten.UnflattenInt.Tensor(this, dim, sizes);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.Permute.Tensor(this, permutation);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.TransposeInt.Tensor(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.TransposeInPlace.InPlace(this, dim0, dim1);

        /// <summary>A matrix transposed.</summary>
        public Tensor t() => Aten.T.Tensor(this);

        /// <summary>Dimensions moved elsewhere.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.MovedimIntlist.Tensor(this, source, destination);

        /// <summary>With a dimension of size 1 put in.</summary>
        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Tensor(this, dim);

        /// <summary>With a dimension of size 1 put in, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.UnsqueezeInPlace.InPlace(this, dim);

        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Aten.Expand.Tensor(this, sizes);

        /// <summary>Repeated along every dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.Repeat.Tensor(this, sizes);

        /// <summary>Repeated along every dimension, missing ones in front.</summary>
        public Tensor tile(long[] reps) => Aten.Tile.Tensor(this, reps);

        /// <summary>Dimensions of size 1 repeated without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.BroadcastTo.Tensor(this, shape);

        /// <summary>Reversed along dimensions.</summary>
        public Tensor flip(params long[] dims) => Aten.Flip.Tensor(this, dims);

        /// <summary>Columns reversed.</summary>
        public Tensor fliplr() => Aten.Fliplr.Tensor(this);

        /// <summary>Rows reversed.</summary>
        public Tensor flipud() => Aten.Flipud.Tensor(this);

        /// <summary>All elements in one dimension.</summary>
        public Tensor ravel() => Aten.Ravel.Tensor(this);

        /// <summary>Every element repeated, as often as said for it.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfTensor.Tensor(this, repeats, dim, output_size);

        /// <summary>Every element repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfInt.Tensor(this, repeats, dim, output_size);

        /// <summary>Pieces of a size along a dimension; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.SplitTensor.Tensors(this, size, dim);

        /// <summary>At most so many pieces of equal size along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.Chunk.Tensors(this, chunks, dim);

        /// <summary>The slices along a dimension.</summary>
        public Tensor[] unbind(long dimension = 0L) => Aten.UnbindInt.Tensors(this, dimension);

        /// <summary>So many pieces along a dimension.</summary>
        public Tensor[] tensor_split(long size, long dim = 0L) => Aten.TensorSplitSections.Tensors(this, size, dim);

        /// <summary>Pieces between the places given along a dimension.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0L) => Aten.TensorSplitIndices.Tensors(this, sizes, dim);

        /// <summary>Windows of a size along a dimension, step apart, as a last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.Unfold.Tensor(this, dimension, size, step);

        /// <summary>The diagonal of two dimensions.</summary>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.Diagonal.Tensor(this, offset, dim1, dim2);

        /// <summary>The diagonal of a matrix, or a matrix with a diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Aten.Diag.Tensor(this, diagonal);

        /// <summary>Matrices with the last dimension as diagonal.</summary>
        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Aten.DiagEmbed.Tensor(this, offset, dim1, dim2);
    }
}
