namespace EcgScaling.Laws.Fitting;

/// <summary>Least squares with all coefficients zero or more, for up to three columns, by trying every set of columns.</summary>
internal static class NonNegativeLeastSquares
{
    /// <summary>Solves from the normal equations; returns the part of the squared response norm that is explained.</summary>
    public static double Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> right, Span<double> solution)
    {
        var size = right.Length;
        var best = 0.0;
        solution.Clear();
        Span<double> matrix = stackalloc double[9];
        Span<double> part = stackalloc double[3];
        Span<int> chosen = stackalloc int[3];
        for (var set = (1 << size) - 1; set > 0; set--)
        {
            var count = 0;
            for (var column = 0; column < size; column++)
            {
                if ((set & (1 << column)) != 0)
                {
                    chosen[count++] = column;
                }
            }

            for (var p = 0; p < count; p++)
            {
                part[p] = right[chosen[p]];
                for (var q = 0; q < count; q++)
                {
                    matrix[(p * count) + q] = gram[(chosen[p] * size) + chosen[q]];
                }

                // A trace of ridge keeps nearly equal columns solvable; starts need no more digits than that.
                matrix[(p * count) + p] *= 1 + 1e-12;
            }

            if (!SmallMatrix.Factor(matrix[..(count * count)], count))
            {
                continue;
            }

            SmallMatrix.Solve(matrix[..(count * count)], part[..count]);
            var (explained, feasible) = (0.0, true);
            for (var p = 0; p < count; p++)
            {
                explained += part[p] * right[chosen[p]];
                feasible &= part[p] >= 0;
            }

            if (feasible && explained > best)
            {
                best = explained;
                solution.Clear();
                for (var p = 0; p < count; p++)
                {
                    solution[chosen[p]] = part[p];
                }

                if (count == size)
                {
                    break;
                }
            }
        }

        return best;
    }
}
