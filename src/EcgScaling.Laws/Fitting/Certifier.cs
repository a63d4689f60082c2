using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Fitting;

/// <summary>Collects the evidence that a fit is at its optimum.</summary>
internal static class Certifier
{
    private const double SameMinimum = 1e-7;

    public static (FitCertificate Certificate, (double[] X, MinimizationResult Result)? Better) Certify(LawDesign design, LawProblem problem, double delta, List<FitRun> runs, bool secondOpinion)
    {
        var best = runs[0];
        (double[] X, MinimizationResult Result)? better = null;
        SecondOpinion? opinion = null;
        var evaluations = runs.Sum(run => run.Result.Evaluations);
        problem.Delta = delta;
        if (secondOpinion)
        {
            (opinion, var x, var result) = AskBfgs(problem, delta, best, runs[0].Start);
            evaluations += result.Evaluations;
            if (result.Value < best.Result.Value - (1e-10 * Math.Abs(best.Result.Value)))
            {
                better = (x, result);
                best = new FitRun(best.Start, x, result);
            }
        }

        var size = problem.Dimension;
        var (gradient, hessian, metric) = (new double[size], new double[size * size], new double[size * size]);
        problem.Delta = delta;
        var value = problem.Evaluate(best.X, gradient, hessian, metric);
        var held = Held(problem, best.X, gradient);
        var inverse = SmallMatrix.Inverse(metric, size, held, pseudo: true)!;
        var norm = Quadratic(inverse, gradient, held);
        var scale = Math.Max(Math.Abs(value), 1e-300);
        var noise = value <= Math.Max(problem.Floor * 1e3, 1e-24 * design.Effective / Math.Min(1, double.IsPositiveInfinity(delta) ? 1 : delta)) && problem.Objective.Loss != Objectives.ResidualLoss.StudentT;
        noise |= IsExactStudentT(problem, best.X);
        var moved = best.Start.Zip(best.X).Take(problem.LawSize).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-9 * (Math.Abs(pair.First) + 1e-6));
        var converged = best.Result.Converged || better is not null || IsExactStudentT(problem, best.X);
        var bounds = ActiveBounds(problem, best.X);
        var promised = Math.Max(0, best.Result.Decrement) / scale;
        return (new FitCertificate
        {
            Converged = converged,
            GradientNorm = noise ? 0 : Math.Sqrt(norm / scale),
            PromisedImprovement = noise || !double.IsFinite(promised) ? 0 : promised,
            ConditionNumber = ConditionNumber(metric, size, problem.LawSize, held),
            Starts = runs.Count,
            StartsAtBest = runs.Count(run => Same(run.Result.Value, best.Result.Value, noise)),
            DistinctMinima = Distinct(runs, noise),
            MovedFromStart = moved || noise,
            ActiveBounds = bounds,
            SecondOpinion = opinion,
            Evaluations = evaluations,
            Passed = converged && (moved || noise) && (opinion is null || opinion.Agrees || opinion.RelativeGap > 0),
        }, better);
    }

    /// <summary>The condition number of a matrix scaled to unit diagonal, without the rows that are held.</summary>
    internal static double ConditionNumber(double[] metric, int stride, int size, bool[] held)
    {
        var free = Enumerable.Range(0, size).Where(i => !held[i]).ToArray();
        if (free.Length == 0)
        {
            return 1;
        }

        var part = new double[free.Length * free.Length];
        for (var p = 0; p < free.Length; p++)
        {
            for (var q = 0; q < free.Length; q++)
            {
                var norm = Math.Sqrt(metric[(free[p] * stride) + free[p]] * metric[(free[q] * stride) + free[q]]);
                part[(p * free.Length) + q] = norm > 0 ? metric[(free[p] * stride) + free[q]] / norm : 0;
            }
        }

        var values = SmallMatrix.Eigen(part, free.Length).Values;
        return values[0] > 1e-15 * values[^1] ? values[^1] / values[0] : double.PositiveInfinity;
    }

    internal static bool[] Held(IMinimizationProblem problem, ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        var held = new bool[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            held[i] = problem.Lower[i] >= problem.Upper[i] || (x[i] <= problem.Lower[i] && gradient[i] >= 0) || (x[i] >= problem.Upper[i] && gradient[i] <= 0);
        }

        return held;
    }

    private static (SecondOpinion Opinion, double[] X, MinimizationResult Result) AskBfgs(LawProblem problem, double delta, FitRun best, double[] start)
    {
        problem.Evaluate(best.X, default, default, default);
        var values = problem.Values.ToArray();
        var x = (double[])start.Clone();
        var path = new RobustPath(problem);
        if (!double.IsPositiveInfinity(delta) && problem.Objective.Loss != Objectives.ResidualLoss.StudentT)
        {
            problem.Delta = double.PositiveInfinity;
            problem.Evaluate(x, default, default, default);
            for (var stage = 2 * path.RobustScale(); stage > delta * 1.5; stage *= 0.3)
            {
                problem.Delta = stage;
                BfgsMinimizer.Minimize(problem, x, 40);
            }
        }
        else if (problem.Dimension > problem.LawSize)
        {
            best.X.AsSpan(problem.LawSize).CopyTo(x.AsSpan(problem.LawSize));
        }

        problem.Delta = delta;
        var result = BfgsMinimizer.Minimize(problem, x);
        problem.Evaluate(x, default, default, default);
        var gap = 0.0;
        for (var row = 0; row < problem.Columns.RowCount; row++)
        {
            gap = Math.Max(gap, Math.Abs(problem.Values[row] - values[row]) / Math.Abs(values[row]));
        }

        var relative = (result.Value - best.Result.Value) / Math.Max(Math.Abs(best.Result.Value), 1e-300);
        var tiny = (gap < 1e-6 && IsExactStudentT(problem, best.X)) || problem.Objective.Loss != Objectives.ResidualLoss.StudentT && best.Result.Value <= problem.Floor * 1e3 && gap < 1e-6;
        return (new SecondOpinion("BFGS with weak Wolfe line search", tiny ? 0 : relative, gap, tiny || (Math.Abs(relative) < 1e-6 && gap < 1e-3)), x, result);
    }

    /// <summary>Whether the scale of Student's t has collapsed: the law passes through every point.</summary>
    private static bool IsExactStudentT(LawProblem problem, double[] x) =>
        problem.Objective.Loss == Objectives.ResidualLoss.StudentT && x[problem.LawSize] < Math.Log(1e-10);

    private static bool Same(double value, double best, bool noise) => noise ? value <= Math.Max(1e-18, 1e4 * best) || best < 0 : value - best <= SameMinimum * Math.Abs(best);

    private static List<double> Distinct(List<FitRun> runs, bool noise)
    {
        var minima = new List<double>();
        foreach (var value in runs.Select(run => run.Result.Value).Where(double.IsFinite))
        {
            if (minima.Count == 0 || !Same(value, minima[^1], noise))
            {
                minima.Add(value);
            }
        }

        return minima;
    }

    private static List<string> ActiveBounds(LawProblem problem, ReadOnlySpan<double> x)
    {
        var names = new List<string>();
        for (var i = 0; i < problem.LawSize; i++)
        {
            var range = problem.Lower[i] < problem.Upper[i];
            if (range && (x[i] <= problem.Lower[i] || x[i] >= problem.Upper[i]))
            {
                names.Add(problem.Form.Parameters[i].Name);
            }
        }

        return names;
    }

    private static double Quadratic(double[] inverse, double[] gradient, bool[] held)
    {
        var (size, sum) = (gradient.Length, 0.0);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                sum += held[i] || held[j] ? 0 : gradient[i] * inverse[(i * size) + j] * gradient[j];
            }
        }

        return Math.Max(0, sum);
    }
}
