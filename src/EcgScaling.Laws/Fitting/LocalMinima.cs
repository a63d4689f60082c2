namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Near absolute values the objective has small local minima that a path from least squares can miss: looks around the best one along the axes
/// of its uncertainty, entering at a delta that is still small.
/// </summary>
internal static class LocalMinima
{
    private static readonly double[] Steps = [-1.5, 1.5];

    /// <summary>Adds the minima found around the best run, and puts the best run first.</summary>
    public static void Explore(RobustPath path, List<FitRun> runs, double delta)
    {
        var problem = path.Problem;
        if (double.IsPositiveInfinity(delta))
        {
            return;
        }

        problem.Delta = delta;
        problem.Evaluate(runs[0].X, default, default, default);
        var scale = path.RobustScale();
        if (!(delta < 0.5 * scale))
        {
            return;
        }

        // The curvature at the size of the residuals is that of a smooth objective; a step of one is about one standard error.
        var size = problem.Dimension;
        var (gradient, metric) = (new double[size], new double[size * size]);
        problem.Delta = scale;
        problem.Evaluate(runs[0].X, gradient, new double[size * size], metric);
        var (values, vectors) = SmallMatrix.Eigen(metric, size);
        for (var axis = 0; axis < size; axis++)
        {
            var length = values[axis] > 1e-12 * values[^1] ? Math.Sqrt(scale / values[axis]) : 0;
            foreach (var step in length > 0 ? Steps : [])
            {
                var start = (double[])runs[0].X.Clone();
                for (var i = 0; i < size; i++)
                {
                    start[i] += step * length * vectors[(i * size) + axis];
                }

                var x = (double[])start.Clone();
                problem.Delta = Math.Min(5 * delta, 0.3 * scale) is var entry && entry > 1.5 * delta ? entry : delta;
                path.Newton.Minimize(problem, x, 1e-6, 40);
                problem.Delta = delta;
                var result = path.Newton.Minimize(problem, x, maximum: 100);
                if (result.Value < runs[0].Result.Value * (1 - 1e-9))
                {
                    runs.Insert(0, new FitRun(runs[0].Start, x, result with { Evaluations = result.Evaluations + runs[0].Result.Evaluations }));
                }
            }
        }
    }
}
