namespace EcgScaling.Laws.Fitting;

/// <summary>Dense algebra for the few parameters of a law, in place and without allocation. Matrices are square, row after row.</summary>
internal static class SmallMatrix
{
    /// <summary>Cholesky factor L (lower triangle) in place; false when the matrix is not positive definite to working precision.</summary>
    public static bool Factor(Span<double> matrix, int size)
    {
        for (var column = 0; column < size; column++)
        {
            var pivot = matrix[(column * size) + column];
            var scale = Math.Abs(pivot);
            for (var k = 0; k < column; k++)
            {
                pivot -= matrix[(column * size) + k] * matrix[(column * size) + k];
            }

            if (!(pivot > 1e-15 * scale) || !double.IsFinite(pivot))
            {
                return false;
            }

            var root = Math.Sqrt(pivot);
            matrix[(column * size) + column] = root;
            for (var row = column + 1; row < size; row++)
            {
                var sum = matrix[(row * size) + column];
                for (var k = 0; k < column; k++)
                {
                    sum -= matrix[(row * size) + k] * matrix[(column * size) + k];
                }

                matrix[(row * size) + column] = sum / root;
            }
        }

        return true;
    }

    /// <summary>Solves with a factor made by <see cref="Factor"/>.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> right)
    {
        var size = right.Length;
        for (var row = 0; row < size; row++)
        {
            for (var k = 0; k < row; k++)
            {
                right[row] -= factor[(row * size) + k] * right[k];
            }

            right[row] /= factor[(row * size) + row];
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < size; k++)
            {
                right[row] -= factor[(k * size) + row] * right[k];
            }

            right[row] /= factor[(row * size) + row];
        }
    }

    /// <summary>The eigenvalues (ascending) and eigenvectors (as columns) of a symmetric matrix by Jacobi rotations.</summary>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> symmetric, int size)
    {
        var a = symmetric.ToArray();
        var v = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            v[(i * size) + i] = 1;
        }

        for (var sweep = 0; sweep < 60; sweep++)
        {
            var off = 0.0;
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    off += a[(p * size) + q] * a[(p * size) + q];
                    Rotate(a, v, size, p, q);
                }
            }

            if (off == 0)
            {
                break;
            }
        }

        var order = Enumerable.Range(0, size).OrderBy(i => a[(i * size) + i]).ToArray();
        var vectors = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            for (var row = 0; row < size; row++)
            {
                vectors[(row * size) + column] = v[(row * size) + order[column]];
            }
        }

        return ([.. order.Select(i => a[(i * size) + i])], vectors);
    }

    /// <summary>The inverse of a symmetric matrix on the rows and columns that are free; zero elsewhere. Directions without information get zero when <paramref name="pseudo"/> is set.</summary>
    public static double[]? Inverse(ReadOnlySpan<double> symmetric, int size, ReadOnlySpan<bool> isFixed, bool pseudo = false)
    {
        var free = new List<int>();
        for (var i = 0; i < size; i++)
        {
            if (isFixed.Length == 0 || !isFixed[i])
            {
                free.Add(i);
            }
        }

        var count = free.Count;
        var inverse = new double[size * size];
        if (count == 0)
        {
            return inverse;
        }

        // Scaled to a unit diagonal first: amplitudes and exponents differ by orders of magnitude.
        var scales = free.Select(_ => 1.0).ToArray();
        for (var p = 0; p < count; p++)
        {
            var diagonal = symmetric[(free[p] * size) + free[p]];
            scales[p] = diagonal > 0 ? 1 / Math.Sqrt(diagonal) : 1;
        }

        var part = new double[count * count];
        for (var p = 0; p < count; p++)
        {
            for (var q = 0; q < count; q++)
            {
                part[(p * count) + q] = symmetric[(free[p] * size) + free[q]] * scales[p] * scales[q];
            }
        }

        var (values, vectors) = Eigen(part, count);
        var smallest = 1e-13 * Math.Max(values[^1], double.Epsilon);
        if (!pseudo && !(values[0] > smallest))
        {
            return null;
        }

        for (var p = 0; p < count; p++)
        {
            for (var q = 0; q < count; q++)
            {
                var sum = 0.0;
                for (var k = 0; k < count; k++)
                {
                    if (values[k] > smallest)
                    {
                        sum += vectors[(p * count) + k] * vectors[(q * count) + k] / values[k];
                    }
                }

                inverse[(free[p] * size) + free[q]] = sum * scales[p] * scales[q];
            }
        }

        return inverse;
    }

    /// <summary>The product of two square matrices.</summary>
    public static double[] Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++)
                {
                    product[(i * size) + j] += a[(i * size) + k] * b[(k * size) + j];
                }
            }
        }

        return product;
    }

    private static void Rotate(double[] a, double[] v, int size, int p, int q)
    {
        var apq = a[(p * size) + q];
        if (Math.Abs(apq) <= 1e-300 || Math.Abs(apq) < 1e-18 * Math.Sqrt(Math.Abs(a[(p * size) + p] * a[(q * size) + q])))
        {
            a[(p * size) + q] = a[(q * size) + p] = 0;
            return;
        }

        var theta = (a[(q * size) + q] - a[(p * size) + p]) / (2 * apq);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var k = 0; k < size; k++)
        {
            var (akp, akq) = (a[(k * size) + p], a[(k * size) + q]);
            a[(k * size) + p] = (c * akp) - (s * akq);
            a[(k * size) + q] = (s * akp) + (c * akq);
        }

        for (var k = 0; k < size; k++)
        {
            var (apk, aqk) = (a[(p * size) + k], a[(q * size) + k]);
            a[(p * size) + k] = (c * apk) - (s * aqk);
            a[(q * size) + k] = (s * apk) + (c * aqk);
        }

        for (var k = 0; k < size; k++)
        {
            var (vkp, vkq) = (v[(k * size) + p], v[(k * size) + q]);
            v[(k * size) + p] = (c * vkp) - (s * vkq);
            v[(k * size) + q] = (s * vkp) + (c * vkq);
        }
    }
}
