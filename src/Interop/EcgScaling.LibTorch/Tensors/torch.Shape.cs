using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements in another shape; one size may be -1.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => Aten.Reshape.Tensor(input, shape);

    /// <summary>Dimensions start_dim to end_dim as one.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts.Tensor(input, start_dim, end_dim);

    /// <summary>One dimension as several.</summary>
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => Aten.UnflattenInt.Tensor(input, dim, sizes);

    /// <summary>The dimensions in another order.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => Aten.Permute.Tensor(input, permutation);

    /// <summary>Two dimensions exchanged.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => Aten.TransposeInt.Tensor(input, dim0, dim1);

    /// <summary>A matrix transposed.</summary>
    public static Tensor t(Tensor input) => Aten.T.Tensor(input);

    /// <summary>Dimensions moved elsewhere.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => Aten.MovedimIntlist.Tensor(input, source, destination);

    /// <summary>With a dimension of size 1 put in.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => Aten.Unsqueeze.Tensor(input, dim);

    /// <summary>With a dimension of size 1 put in, in place.</summary>
    public static Tensor unsqueeze_(Tensor input, long dim) => Aten.UnsqueezeInPlace.InPlace(input, dim);

    /// <summary>Repeated along every dimension, missing ones in front.</summary>
    public static Tensor tile(Tensor input, long[] reps) => Aten.Tile.Tensor(input, reps);

    /// <summary>Dimensions of size 1 repeated without copying.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => Aten.BroadcastTo.Tensor(input, shape);

    /// <summary>Reversed along dimensions.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => Aten.Flip.Tensor(input, dims);

    /// <summary>Columns reversed.</summary>
    public static Tensor fliplr(Tensor input) => Aten.Fliplr.Tensor(input);

    /// <summary>Rows reversed.</summary>
    public static Tensor flipud(Tensor input) => Aten.Flipud.Tensor(input);

    /// <summary>All elements in one dimension.</summary>
    public static Tensor ravel(Tensor input) => Aten.Ravel.Tensor(input);

    /// <summary>Every element repeated, as often as said for it.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        Aten.RepeatInterleaveSelfTensor.Tensor(input, repeats, dim, output_size);

    /// <summary>Every element repeated.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        Aten.RepeatInterleaveSelfInt.Tensor(input, repeats, dim, output_size);

    /// <summary>At most so many pieces of equal size along a dimension.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => Aten.Chunk.Tensors(input, chunks, dim);

    /// <summary>The diagonal of two dimensions.</summary>
    public static Tensor diagonal(Tensor input, long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.Diagonal.Tensor(input, offset, dim1, dim2);

    /// <summary>The diagonal of a matrix, or a matrix with a diagonal.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => Aten.Diag.Tensor(input, diagonal);

    /// <summary>Matrices with the last dimension as diagonal.</summary>
    public static Tensor diag_embed(Tensor input, long offset = 0L, long dim1 = -2L, long dim2 = -1L) =>
        Aten.DiagEmbed.Tensor(input, offset, dim1, dim2);

    /// <summary>Zero above a diagonal.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => Aten.Tril.Tensor(input, diagonal);

    /// <summary>Zero above a diagonal, in place.</summary>
    public static Tensor tril_(Tensor input, long diagonal = 0) => Aten.TrilInPlace.InPlace(input, diagonal);

    /// <summary>Zero below a diagonal.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0) => Aten.Triu.Tensor(input, diagonal);

    /// <summary>Zero below a diagonal, in place.</summary>
    public static Tensor triu_(Tensor input, long diagonal = 0) => Aten.TriuInPlace.InPlace(input, diagonal);

    /// <summary>A copy.</summary>
    public static Tensor clone(Tensor input) => Aten.Clone.Tensor(input);

    /// <summary>Complex numbers as pairs in a last dimension.</summary>
    public static Tensor view_as_real(Tensor input) => Aten.ViewAsReal.Tensor(input);

    /// <summary>Pairs in the last dimension as complex numbers.</summary>
    public static Tensor view_as_complex(Tensor input) => Aten.ViewAsComplex.Tensor(input);

    /// <summary>Transposed and conjugated.</summary>
    public static Tensor adjoint(Tensor input) => Aten.Adjoint.Tensor(input);

    /// <summary>The conjugate of every element.</summary>
    public static Tensor conj(Tensor input) => Aten.Conj.Tensor(input);

    /// <summary>The tensor with a pending conjugation carried out.</summary>
    public static Tensor resolve_conj(Tensor input) => Aten.ResolveConj.Tensor(input);
}
