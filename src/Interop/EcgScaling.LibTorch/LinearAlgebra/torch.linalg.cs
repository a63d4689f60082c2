using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra on the last two dimensions, in batches over the others.</summary>
    public static class linalg
    {
        /// <summary>The lower Cholesky factor.</summary>
        public static Tensor cholesky(Tensor input) => Aten.LinalgCholesky.Tensor(input);

        /// <summary>The determinant.</summary>
        public static Tensor det(Tensor input) => Aten.LinalgDet.Tensor(input);

        /// <summary>The sign and the logarithm of the absolute value of the determinant.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input) => Pair(Aten.LinalgSlogdet.Tensors(input));

        /// <summary>Eigenvalues in ascending order and eigenvectors of a symmetric matrix, from one of its triangles.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Pair(Aten.LinalgEigh.Tensors(input, UPLO.ToString()));

        /// <summary>Eigenvalues of a symmetric matrix in ascending order, from one of its triangles.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.LinalgEigvalsh.Tensor(input, UPLO.ToString());

        /// <summary>Eigenvalues (complex) and eigenvectors.</summary>
        public static (Tensor, Tensor) eig(Tensor input) => Pair(Aten.LinalgEig.Tensors(input));

        /// <summary>The inverse.</summary>
        public static Tensor inv(Tensor input) => Aten.LinalgInv.Tensor(input);

        /// <summary>The pseudo-inverse.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.LinalgPinvAtolRtolFloat.Tensor(input, atol, rtol, hermitian);

        /// <summary>Solves A X = B.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.LinalgSolve.Tensor(A, B, left);

        /// <summary>Solves with a triangular matrix.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) => @out is null
            ? Aten.LinalgSolveTriangular.Tensor(A, B, upper, left, unitriangular)
            : throw new NotSupportedException("An output tensor is not supported here: copy_ into it.");

        /// <summary>Least squares.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other)
        {
            var results = Aten.LinalgLstsq.Tensors(input, other);
            return (results[0], results[1], results[2], results[3]);
        }

        /// <summary>Singular values and vectors, input = U diag(S) Vh.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            var results = Aten.LinalgSvd.Tensors(input, fullMatrices);
            return (results[0], results[1], results[2]);
        }

        /// <summary>Singular values, greatest first.</summary>
        public static Tensor svdvals(Tensor input) => Aten.LinalgSvdvals.Tensor(input);

        /// <summary>The p-norm along dimensions, of all elements without any.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            Aten.LinalgVectorNorm.Tensor(input, ord, dims, keepdim);

        /// <summary>The norm of a matrix or vector.</summary>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Aten.LinalgNorm.Tensor(input, ord, dims, keepdim);

        /// <summary>The Euclidean (Frobenius) norm.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Aten.LinalgNorm.Tensor(input, AtenArg.None, dims, keepdim);

        /// <summary>The product of several matrices in the cheapest order.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors) => Aten.LinalgMultiDot.Tensor(TensorList(tensors));
    }
}
