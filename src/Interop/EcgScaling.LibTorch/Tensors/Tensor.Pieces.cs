using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
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

        /// <summary>Pieces of the sizes given along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.SplitWithSizes.Tensors(this, sizes, dim);

        /// <summary>Pieces of the sizes given along a dimension.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);
    }
}
