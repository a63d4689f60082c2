using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zero above a diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Aten.Tril.Tensor(this, diagonal);

        /// <summary>Zero above a diagonal, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.TrilInPlace.InPlace(this, diagonal);

        /// <summary>Zero below a diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Aten.Triu.Tensor(this, diagonal);

        /// <summary>Zero below a diagonal, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.TriuInPlace.InPlace(this, diagonal);

        /// <summary>The memory seen in another shape with other strides.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Aten.AsStrided.Tensor(this, size, strides, storageOffset);

        /// <summary>The tensor, copied if its elements do not lie in the order of the indices.</summary>
        public Tensor contiguous() => Aten.Contiguous.Tensor(this);

        /// <summary>A copy.</summary>
        public Tensor clone() => Aten.Clone.Tensor(this);

        /// <summary>The same memory, outside the graph of gradients.</summary>
        public Tensor detach() => Aten.Detach.Tensor(this);

        /// <summary>The same memory in the shape of another.</summary>
        public Tensor view_as(Tensor other) => Aten.ViewAs.Tensor(this, other);

        /// <summary>Complex numbers as pairs in a last dimension.</summary>
        public Tensor view_as_real() => Aten.ViewAsReal.Tensor(this);

        /// <summary>Pairs in the last dimension as complex numbers.</summary>
        public Tensor view_as_complex() => Aten.ViewAsComplex.Tensor(this);

        /// <summary>Transposed and conjugated.</summary>
        public Tensor adjoint() => Aten.Adjoint.Tensor(this);

        /// <summary>The conjugate of every element.</summary>
        public Tensor conj() => Aten.Conj.Tensor(this);

        /// <summary>The tensor with a pending conjugation carried out.</summary>
        public Tensor resolve_conj() => Aten.ResolveConj.Tensor(this);

        /// <summary>Differences of neighbours along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.Diff.Tensor(this, n, dim, prepend, append);

        /// <summary>Pieces of the sizes given along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.SplitWithSizes.Tensors(this, sizes, dim);

        /// <summary>Pieces of the sizes given along a dimension.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <summary>Without a dimension of size 1, or without all of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.SqueezeDim.Tensor(this, d) : Aten.Squeeze.Tensor(this);

        /// <summary>Without a dimension of size 1, or without all of them, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Aten.SqueezeInPlaceDim.InPlace(this, d) : Aten.SqueezeInPlace.InPlace(this);

        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Expand.Tensor(this, sizes, isImplicit);

        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <summary>Expanded to the shape of another.</summary>
        public Tensor expand_as(Tensor other) => Aten.ExpandAs.Tensor(this, other);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute((long[])[.. permutation]);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Dimensions moved elsewhere.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>Takes the tensor out of the graph of gradients.</summary>
        public Tensor detach_() => Aten.DetachInPlace.InPlace(this);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long shifts, long? dims = null) => Aten.Roll.Tensor(this, shifts, dims is { } d ? (long[])[d] : AtenArg.None);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.Roll.Tensor(this, shifts, dims);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long[] shifts) => Aten.Roll.Tensor(this, shifts);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            Aten.Roll.Tensor(this, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);
    }
}
