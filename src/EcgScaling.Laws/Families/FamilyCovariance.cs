using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Families;

/// <summary>The covariance of a joint fit's parameters near the estimate, for bands.</summary>
internal sealed class FamilyCovariance
{
    private readonly FamilyFit _fit;
    private readonly double[] _matrix;

    public FamilyCovariance(FamilyFit fit)
    {
        _fit = fit;
        var problem = fit.Problem;
        var size = problem.Dimension;
        var scale = ProfileScale.At(problem, fit.X, fit.Delta, fit.DegreesOfFreedom);
        var (gradient, hessian, metric) = (new double[size], new double[size * size], new double[size * size]);
        problem.Delta = double.IsFinite(scale.Window) ? scale.Window : fit.Delta;
        problem.Evaluate(fit.X, gradient, hessian, metric);
        problem.Delta = fit.Delta;
        var held = Certifier.Held(problem, fit.X, gradient);
        var inverse = SmallMatrix.Inverse(hessian, size, held) ?? SmallMatrix.Inverse(metric, size, held, pseudo: true)!;
        var factor = scale.IsUsable ? 2 / scale.Factor : 0;
        _matrix = [.. inverse.Select(value => value * factor)];
    }

    public double[] Slope(FamilyQuantity quantity)
    {
        var slope = new double[_fit.X.Length];
        new HeldProblem(_fit.Problem, x => quantity.Evaluate(_fit.Natural(x))).Differentiate(_fit.X, slope);
        return slope;
    }

    public double Deviation(double[] slope)
    {
        var (size, sum) = (slope.Length, 0.0);
        for (var p = 0; p < size; p++)
        {
            for (var q = 0; q < size; q++)
            {
                sum += slope[p] * _matrix[(p * size) + q] * slope[q];
            }
        }

        return Math.Sqrt(Math.Max(0, sum));
    }

    public double[] Root()
    {
        var size = _fit.X.Length;
        var (values, vectors) = SmallMatrix.Eigen(_matrix, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                vectors[(row * size) + column] *= Math.Sqrt(Math.Max(0, values[column]));
            }
        }

        return vectors;
    }
}
