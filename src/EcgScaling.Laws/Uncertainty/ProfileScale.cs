using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Objectives;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>
/// Turns a rise of the objective into a statistic that is compared with a quantile of F(1, n - p). Least squares: the rise over the residual
/// variance, which is exact for linear laws and normal errors. Huber and LAD: the robust likelihood-ratio (tau) statistic, whose factor is
/// mean psi' over mean psi². Student's t: twice the log-likelihood difference with the small-sample factor (n - p)/n.
/// </summary>
/// <remarks>Hampel et al., Robust Statistics (1986), ch. 7, for the tau test; Venzon and Moolgavkar (1988) for profiles.</remarks>
internal sealed class ProfileScale
{
    private ProfileScale(double factor, int freedom) => (Factor, Freedom) = (factor, freedom);

    /// <summary>What a rise of the objective is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>The Huber delta at which the curvature of the objective is smooth enough to predict the width of the profile.</summary>
    public double Window { get; private init; } = double.PositiveInfinity;

    /// <summary>n - p.</summary>
    public int Freedom { get; }

    /// <summary>Whether there is any noise to compare with.</summary>
    public bool IsUsable => Freedom > 0 && double.IsFinite(Factor) && Factor > 0;

    /// <summary>The value that the statistic exceeds with probability 1 - level.</summary>
    public double Critical(double level) => Math.Pow(StudentT.InvCDF(0, 1, Freedom, (1 + level) / 2), 2);

    /// <summary>Measures the factor at the minimum.</summary>
    public static ProfileScale At(IRobustProblem problem, ReadOnlySpan<double> x, double delta, int freedom)
    {
        problem.Delta = delta;
        var value = problem.Evaluate(x, default, default, default);
        if (freedom <= 0)
        {
            return new ProfileScale(double.NaN, freedom) { Window = delta };
        }

        if (problem.Objective.Loss == ResidualLoss.StudentT)
        {
            return new ProfileScale(2.0 * freedom / (freedom + problem.Dimension), freedom);
        }

        return double.IsPositiveInfinity(delta) && problem.Objective.OverPredictionWeight == 1
            ? new ProfileScale(value > 1e-24 * problem.RowCount ? freedom / value : double.PositiveInfinity, freedom)
            : Tau(problem, delta, freedom);
    }

    private static ProfileScale Tau(IRobustProblem problem, double delta, int freedom)
    {
        var (residuals, weights) = (new double[problem.RowCount], new double[problem.RowCount]);
        var count = problem.CopyResiduals(residuals, weights);
        var sizes = residuals.Take(count).Select(Math.Abs).Order().ToArray();
        var scale = 1.4826 * sizes[count / 2];
        var parameters = count - freedom;

        // Near absolute values the mean of psi' is a density at zero, which needs a window with enough residuals in it; the law passes
        // through as many points as it has parameters, and those say nothing about the density.
        var window = Math.Max(delta, scale * Math.Pow(count, -0.2));
        var interpolated = delta < window ? parameters : 0;
        var (inside, squares, total) = (0.0, 0.0, 0.0);
        var squared = double.IsPositiveInfinity(delta);
        for (var row = 0; row < count; row++)
        {
            var side = residuals[row] > 0 ? problem.Objective.OverPredictionWeight : 1;
            var size = Math.Abs(residuals[row]);
            var psi = side * (squared ? size : Math.Min(size / delta, 1));
            squares += weights[row] * psi * psi;
            inside += squared || size <= window ? weights[row] * side : 0;
            total += weights[row];
        }

        var slope = squared ? inside / total : Math.Max(inside - (interpolated * total / count), 1e-3 * total) / (total - (interpolated * total / count)) / window;
        return new ProfileScale(2 * slope * freedom / squares * (total / count), freedom) { Window = window };
    }
}
