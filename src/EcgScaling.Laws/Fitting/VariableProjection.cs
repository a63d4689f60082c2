namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Starts by variable projection: for each node of a grid over the non-linear parameters the linear ones follow from a small least-squares
/// problem with the bound zero. The columns of one term are formed once for each of its grid values, never for each node.
/// </summary>
/// <remarks>Golub and Pereyra, SIAM J. Numer. Anal. 10 (1973).</remarks>
internal sealed class VariableProjection
{
    private readonly double[] _responses;
    private readonly double[] _weights;
    private readonly bool _constant;
    private readonly List<double[][]> _terms = [];

    public VariableProjection(double[] responses, double[] weights, bool constant)
    {
        (_responses, _weights, _constant) = (responses, weights, constant);
    }

    /// <summary>One node of the grid with its linear solution.</summary>
    public sealed record Node(double Score, int[] Indices, double Constant, double[] Amplitudes);

    /// <summary>Adds a term whose columns are exp(-exponent · log) for each exponent of a grid.</summary>
    public void AddTerm(double[] exponents, ReadOnlySpan<double> logs)
    {
        var columns = new double[exponents.Length][];
        for (var step = 0; step < exponents.Length; step++)
        {
            columns[step] = new double[logs.Length];
            var from = Lanes.Of(logs);
            var to = Lanes.Of(columns[step].AsSpan());
            var exponent = System.Runtime.Intrinsics.Vector256.Create(-exponents[step]);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = System.Runtime.Intrinsics.Vector256.Exp(exponent * from[i]);
            }
        }

        _terms.Add(columns);
    }

    /// <summary>Adds a term with the columns given, one for each node of its grid.</summary>
    public void AddColumns(double[][] columns) => _terms.Add(columns);

    /// <summary>The local minima of the grid, best first, filled up with the next best nodes.</summary>
    public IReadOnlyList<Node> Minima(bool tied, int count)
    {
        var first = _terms[0].Length;
        var second = _terms.Count > 1 && !tied ? _terms[1].Length : 1;
        var size = (_constant ? 1 : 0) + _terms.Count;
        var responseNorm = Lanes.Dot(_weights, _responses, _responses);
        var own = _terms.Select(term => term.Select(column => (
            Sum: Lanes.Dot(_weights, column),
            Norm: Lanes.Dot(_weights, column, column),
            Response: Lanes.Dot(_weights, column, _responses))).ToArray()).ToArray();
        var (weightSum, responseSum) = (Lanes.Sum(_weights), Lanes.Dot(_weights, _responses));
        var nodes = new Node[first, second];
        Span<double> gram = stackalloc double[9];
        Span<double> right = stackalloc double[3];
        Span<double> solution = stackalloc double[3];
        for (var i = 0; i < first; i++)
        {
            for (var j = 0; j < second; j++)
            {
                int[] indices = _terms.Count > 1 ? [i, tied ? i : j] : [i];
                var offset = _constant ? 1 : 0;
                if (_constant)
                {
                    gram[0] = weightSum;
                    right[0] = responseSum;
                }

                for (var term = 0; term < _terms.Count; term++)
                {
                    var moments = own[term][indices[term]];
                    var at = offset + term;
                    gram[(at * size) + at] = moments.Norm;
                    right[at] = moments.Response;
                    if (_constant)
                    {
                        gram[at] = gram[at * size] = moments.Sum;
                    }
                }

                if (_terms.Count > 1)
                {
                    var cross = Lanes.Dot(_weights, _terms[0][indices[0]], _terms[1][indices[1]]);
                    gram[(offset * size) + offset + 1] = gram[((offset + 1) * size) + offset] = cross;
                }

                var explained = NonNegativeLeastSquares.Solve(gram[..(size * size)], right[..size], solution[..size]);
                nodes[i, j] = new Node(responseNorm - explained, indices, _constant ? solution[0] : 0, solution[offset..size].ToArray());
            }
        }

        return Select(nodes, count);
    }

    private static List<Node> Select(Node[,] nodes, int count)
    {
        var minima = new List<Node>();
        var others = new List<Node>();
        for (var i = 0; i < nodes.GetLength(0); i++)
        {
            for (var j = 0; j < nodes.GetLength(1); j++)
            {
                (IsMinimum(nodes, i, j) ? minima : others).Add(nodes[i, j]);
            }
        }

        return [.. minima.OrderBy(node => node.Score).Take(count).Concat(others.OrderBy(node => node.Score)).Take(count)];
    }

    private static bool IsMinimum(Node[,] nodes, int i, int j)
    {
        for (var di = -1; di <= 1; di++)
        {
            for (var dj = -1; dj <= 1; dj++)
            {
                var (ni, nj) = (i + di, j + dj);
                if ((di != 0 || dj != 0) && ni >= 0 && nj >= 0 && ni < nodes.GetLength(0) && nj < nodes.GetLength(1) && nodes[ni, nj].Score < nodes[i, j].Score)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
