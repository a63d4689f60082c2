using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
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
}
