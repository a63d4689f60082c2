using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Differences of neighbours along a dimension.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
        Aten.Diff.Tensor(input, n, dim, prepend, append);

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

    /// <summary>Without a dimension of size 1, or without all of them.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>A dimension moved elsewhere.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => Aten.MovedimInt.Tensor(input, source, destination);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) =>
        Aten.Roll.Tensor(input, shifts, dims is { } d ? (long[])[d] : AtenArg.None);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => Aten.Roll.Tensor(input, shifts, dims);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long[] shifts) => Aten.Roll.Tensor(input, shifts);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) =>
        Aten.Roll.Tensor(input, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);

    /// <summary>The conjugate of every element, in new memory.</summary>
    public static Tensor conj_physical(Tensor input) => Aten.ConjPhysical.Tensor(input);

    /// <summary>The real part of every element.</summary>
    public static Tensor real(Tensor input) => input.real;

    /// <summary>The imaginary part of every element.</summary>
    public static Tensor imag(Tensor input) => input.imag;

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Cat.Tensor(tensors, dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(tensors.ToArray(), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Aten.Cat.Tensor(tensors, dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(tensors.ToArray(), dim);

    /// <summary>Tensors of the same shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Stack.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors side by side.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Aten.Hstack.Tensor(tensors);

    /// <summary>Tensors side by side.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Aten.Hstack.Tensor(TensorList(tensors));

    /// <summary>Tensors one below another.</summary>
    public static Tensor vstack(params Tensor[] tensors) => Aten.Vstack.Tensor(tensors);

    /// <summary>Tensors one below another.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Aten.Vstack.Tensor(TensorList(tensors));

    /// <summary>Tensors one behind another.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Aten.Dstack.Tensor(tensors);

    /// <summary>Tensors one behind another.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Aten.Dstack.Tensor(TensorList(tensors));

    /// <summary>Grids of coordinates.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.MeshgridIndexing.Tensors(TensorList(tensors), indexing);

    /// <summary>Tensors expanded to their common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.BroadcastTensors.Tensors(tensors);

    /// <summary>A matrix with matrices along its diagonal.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Aten.BlockDiag.Tensor(tensors);
}
