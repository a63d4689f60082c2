using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The matrix product, batched and broadcast.</summary>
        public Tensor matmul(Tensor target) => Aten.Matmul.Tensor(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.Mm.Tensor(this, target);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.Mv.Tensor(this, target);

        /// <summary>The products of two batches of matrices (batch, row, column).</summary>
        public Tensor bmm(Tensor batch2) => Aten.Bmm.Tensor(this, batch2);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.Dot.Tensor(this, target);

        /// <summary>The inner product of two vectors, the first conjugated.</summary>
        public Tensor vdot(Tensor target) => Aten.Vdot.Tensor(this, target);

        /// <summary>All products of the elements of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.Outer.Tensor(this, vec2);

        /// <summary>Inner products along the last dimensions.</summary>
        public Tensor inner(Tensor vec2) => Aten.Inner.Tensor(this, vec2);

        /// <summary>All products of the elements of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Aten.Ger.Tensor(this, vec2);

        /// <summary>The Kronecker product.</summary>
        public Tensor kron(Tensor other) => Aten.Kron.Tensor(this, other);

        /// <summary>beta times this plus alpha times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.Addmm.Tensor(this, mat1, mat2, beta, alpha);

        /// <summary>beta times this plus alpha times the product of two matrices, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Aten.AddmmInPlace.InPlace(this, mat1, mat2, beta, alpha);

        /// <summary>beta times this plus alpha times the product of a matrix and a vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Aten.Addmv.Tensor(this, mat, vec, beta, alpha);

        /// <summary>beta times this plus alpha times the outer product of two vectors.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) => Aten.Addr.Tensor(this, vec1, vec2, beta, alpha);

        /// <summary>beta times this plus alpha times the sum of products of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Aten.Addbmm.Tensor(this, batch1, batch2, beta, alpha);

        /// <summary>beta times this plus alpha times the products of two batches of matrices.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.Baddbmm.Tensor(this, batch1, batch2, beta, alpha);

        /// <summary>The Cholesky factor.</summary>
        public Tensor cholesky(bool upper = false) => Aten.Cholesky.Tensor(this, upper);

        /// <summary>Solves with a Cholesky factor.</summary>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.CholeskySolve.Tensor(this, input2, upper);

        /// <summary>The determinant.</summary>
        public Tensor det() => Aten.Det.Tensor(this);

        /// <summary>The logarithm of the determinant.</summary>
        public Tensor logdet() => Aten.Logdet.Tensor(this);

        /// <summary>The exponential of a matrix.</summary>
        public Tensor matrix_exp() => Aten.MatrixExp.Tensor(this);

        /// <summary>A whole power of a matrix.</summary>
        public Tensor matrix_power(int n) => Aten.MatrixPower.Tensor(this, n);

        /// <summary>The pseudo-inverse.</summary>
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => Aten.Pinverse.Tensor(this, rcond);

        /// <summary>The inverse of a matrix.</summary>
        public Tensor inverse() => Aten.Inverse.Tensor(this);

        /// <summary>The sum of products over pairs of dimensions.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.Tensordot.Tensor(this, b, dims1, dims2);
    }
}
