using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The matrix product, batched and broadcast.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => Aten.Matmul.Tensor(input, target);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => Aten.Mm.Tensor(input, target);

    /// <summary>The product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor target) => Aten.Mv.Tensor(input, target);

    /// <summary>The products of two batches of matrices (batch, row, column).</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => Aten.Bmm.Tensor(input, batch2);

    /// <summary>The inner product of two vectors, the first conjugated.</summary>
    public static Tensor vdot(Tensor input, Tensor target) => Aten.Vdot.Tensor(input, target);

    /// <summary>All products of the elements of two vectors.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => Aten.Outer.Tensor(input, vec2);

    /// <summary>Inner products along the last dimensions.</summary>
    public static Tensor inner(Tensor input, Tensor vec2) => Aten.Inner.Tensor(input, vec2);

    /// <summary>All products of the elements of two vectors.</summary>
    public static Tensor ger(Tensor input, Tensor vec2) => Aten.Ger.Tensor(input, vec2);

    /// <summary>The Kronecker product.</summary>
    public static Tensor kron(Tensor input, Tensor other) => Aten.Kron.Tensor(input, other);

    /// <summary>beta times this plus alpha times the outer product of two vectors.</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1.0f, float alpha = 1.0f) =>
        Aten.Addr.Tensor(input, vec1, vec2, beta, alpha);

    /// <summary>beta times this plus alpha times the sum of products of matrices.</summary>
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        Aten.Addbmm.Tensor(input, batch1, batch2, beta, alpha);

    /// <summary>beta times this plus alpha times the products of two batches of matrices.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        Aten.Baddbmm.Tensor(input, batch1, batch2, beta, alpha);

    /// <summary>Solves with a Cholesky factor.</summary>
    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => Aten.CholeskySolve.Tensor(input, input2, upper);

    /// <summary>The determinant.</summary>
    public static Tensor det(Tensor input) => Aten.Det.Tensor(input);

    /// <summary>The logarithm of the determinant.</summary>
    public static Tensor logdet(Tensor input) => Aten.Logdet.Tensor(input);

    /// <summary>The exponential of a matrix.</summary>
    public static Tensor matrix_exp(Tensor input) => Aten.MatrixExp.Tensor(input);

    /// <summary>A whole power of a matrix.</summary>
    public static Tensor matrix_power(Tensor input, int n) => Aten.MatrixPower.Tensor(input, n);

    /// <summary>The inverse of a matrix.</summary>
    public static Tensor inverse(Tensor input) => Aten.Inverse.Tensor(input);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => Aten.Dot.Tensor(input, other);

    /// <summary>beta times input plus alpha times the product of two matrices.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
        Aten.Addmm.Tensor(input, mat1, mat2, beta, alpha);

    /// <summary>beta times input plus alpha times the product of a matrix and a vector.</summary>
    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
        Aten.Addmv.Tensor(input, mat1, mat2, beta, alpha);

    /// <summary>A sum of products in Einstein's notation, e.g. <c>bik,bkj-&gt;bij</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Einsum.Tensor(equation, tensors);

    /// <summary>The product of several matrices in the cheapest order.</summary>
    public static Tensor chain_matmul(params Tensor[] matrices) => Aten.ChainMatmul.Tensor(matrices);

    /// <summary>The sum of products over pairs of dimensions.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Aten.Tensordot.Tensor(a, b, dims1, dims2);
}
