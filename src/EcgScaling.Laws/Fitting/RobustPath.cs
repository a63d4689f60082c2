using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Lowers Huber's delta from the size of the residuals to its final value, minimising on the way: near the end the objective is almost
/// absolute values, whose kinks stop any minimiser that starts there.
/// </summary>
internal sealed class RobustPath
{
    private const double Shrink = 0.2;
    private readonly NewtonMinimizer _newton;
    private readonly double[] _magnitudes;
    private readonly double[] _weights;

    public RobustPath(IRobustProblem problem)
    {
        Problem = problem;
        _newton = new NewtonMinimizer(problem.Dimension);
        _magnitudes = new double[problem.RowCount];
        _weights = new double[problem.RowCount];
    }

    public IRobustProblem Problem { get; }

    public NewtonMinimizer Newton => _newton;

    /// <summary>Moves x to a minimum of the problem at a final delta (infinite: squares or a likelihood).</summary>
    public MinimizationResult Minimize(Span<double> x, double finalDelta)
    {
        var evaluations = 0;
        if (Problem.Objective.Loss == ResidualLoss.StudentT)
        {
            StartScale(x);
        }
        else if (!double.IsPositiveInfinity(finalDelta))
        {
            Problem.Delta = double.PositiveInfinity;
            NewtonMinimizer.Clamp(Problem, x);
            if (!double.IsFinite(Problem.Evaluate(x, default, default, default)))
            {
                return new MinimizationResult(double.PositiveInfinity, double.PositiveInfinity, 1, false);
            }

            Problem.DifferenceCurvature = false;
            for (var delta = 2 * RobustScale(); delta > finalDelta * 1.5; delta *= Shrink)
            {
                Problem.Delta = delta;
                evaluations += _newton.Minimize(Problem, x, 1e-6, 25).Evaluations;
            }
        }

        Problem.Delta = finalDelta;
        if (Problem.IsCurvatureCostly)
        {
            Problem.DifferenceCurvature = false;
            evaluations += _newton.Minimize(Problem, x, 1e-7, 60).Evaluations;
        }

        Problem.DifferenceCurvature = true;
        var result = _newton.Minimize(Problem, x, maximum: Problem.IsCurvatureCostly ? 60 : 200);
        return result with { Evaluations = result.Evaluations + evaluations };
    }

    /// <summary>The robust standard deviation (1.4826 median absolute value) of the last evaluation's residuals over rows with weight.</summary>
    public double RobustScale()
    {
        var count = Problem.CopyResiduals(_magnitudes, _weights);
        for (var row = 0; row < count; row++)
        {
            _magnitudes[row] = Math.Abs(_magnitudes[row]);
        }

        var part = _magnitudes.AsSpan(0, count);
        part.Sort();
        return count == 0 ? 0 : 1.4826 * (count % 2 == 1 ? part[count / 2] : (part[count / 2] + part[(count / 2) - 1]) / 2);
    }

    private void StartScale(Span<double> x)
    {
        var scale = Math.Exp(x[^2]);
        if (x[^2] == 0 && x[^1] == 0)
        {
            NewtonMinimizer.Clamp(Problem, x);
            Problem.Evaluate(x, default, default, default);
            scale = Math.Max(RobustScale(), 1e-11);
            x[^2] = Math.Log(scale);
            x[^1] = Math.Log(5);
        }
    }
}
