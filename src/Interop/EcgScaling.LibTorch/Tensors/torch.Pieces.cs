using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>At most so many pieces of equal size along a dimension.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => Aten.Chunk.Tensors(input, chunks, dim);

    /// <summary>The slices along a dimension.</summary>
    public static Tensor[] unbind(Tensor input, long dim = 0L) => Aten.UnbindInt.Tensors(input, dim);

    /// <summary>Pieces of the sizes given along a dimension.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) =>
        Aten.SplitWithSizes.Tensors(tensor, split_size_or_sections, dim);

    /// <summary>Pieces of a size along a dimension; the last may be smaller.</summary>
    public static Tensor[] split(Tensor tensor, long split_size_or_sections, long dim = 0L) =>
        Aten.SplitTensor.Tensors(tensor, split_size_or_sections, dim);

    /// <summary>So many pieces along a dimension.</summary>
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0L) =>
        Aten.TensorSplitSections.Tensors(input, indices_or_sections, dim);

    /// <summary>Pieces between the places given along a dimension.</summary>
    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0L) =>
        Aten.TensorSplitIndices.Tensors(input, indices_or_sections, dim);
}
