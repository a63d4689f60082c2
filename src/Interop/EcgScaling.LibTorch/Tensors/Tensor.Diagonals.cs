using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The diagonal of two dimensions.</summary>
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.Diagonal.Tensor(this, offset, dim1, dim2);

        /// <summary>The diagonal of a matrix, or a matrix with a diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Aten.Diag.Tensor(this, diagonal);

        /// <summary>Matrices with the last dimension as diagonal.</summary>
        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Aten.DiagEmbed.Tensor(this, offset, dim1, dim2);

        /// <summary>Zero above a diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Aten.Tril.Tensor(this, diagonal);

        /// <summary>Zero above a diagonal, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.TrilInPlace.InPlace(this, diagonal);

        /// <summary>Zero below a diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Aten.Triu.Tensor(this, diagonal);

        /// <summary>Zero below a diagonal, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.TriuInPlace.InPlace(this, diagonal);
    }
}
