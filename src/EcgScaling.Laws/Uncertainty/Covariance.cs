using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Covariances of the parameters near the estimate, for Wald intervals, predictions and simultaneous bands.</summary>
/// <remarks>Profiles are the better intervals for parameters; these are what bands are made of.</remarks>
public sealed class Covariance
{
    private readonly double[] _working;
    private readonly LawFit _fit;

    private Covariance(LawFit fit, double[] working, CovarianceKind kind) => (_fit, _working, Kind) = (fit, working, kind);

    /// <summary>How it was estimated.</summary>
    public CovarianceKind Kind { get; }

    /// <summary>Estimates the covariance.</summary>
    public static Covariance Of(LawFit fit, CovarianceKind kind = CovarianceKind.Model)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var problem = fit.Design.CreateProblem(fit.Options);
        var scale = ProfileScale.At(problem, fit.Working, fit.WorkingDelta, fit.DegreesOfFreedom);
        var size = problem.Dimension;
        var (gradient, hessian, metric) = (new double[size], new double[size * size], new double[size * size]);
        problem.Delta = double.IsFinite(scale.Window) ? scale.Window : fit.WorkingDelta;
        problem.Evaluate(fit.Working, gradient, hessian, metric);
        var held = Certifier.Held(problem, fit.Working, gradient);
        var inverse = SmallMatrix.Inverse(hessian, size, held) ?? SmallMatrix.Inverse(metric, size, held, pseudo: true)!;
        if (kind == CovarianceKind.Model)
        {
            var factor = scale.IsUsable ? 2 / scale.Factor : double.IsPositiveInfinity(scale.Factor) ? 0 : double.NaN;
            return new Covariance(fit, [.. inverse.Select(value => value * factor)], kind);
        }

        problem.Delta = fit.WorkingDelta;
        problem.Evaluate(fit.Working, gradient, new double[size * size], metric);
        return new Covariance(fit, Sandwich(fit, problem, inverse), kind);
    }

    /// <summary>The standard error of a quantity by the delta method.</summary>
    public double StandardError(FitQuantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return Math.Sqrt(Math.Max(0, Bilinear(Slope(quantity), Slope(quantity))));
    }

    /// <summary>The covariance of two quantities by the delta method.</summary>
    public double Between(FitQuantity first, FitQuantity second) => Bilinear(Slope(first), Slope(second));

    /// <summary>The Wald interval of a quantity: estimate plus and minus a quantile of Student's t times the standard error.</summary>
    public QuantityInterval Wald(FitQuantity quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var freedom = Math.Max(1, _fit.DegreesOfFreedom);
        var reach = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, (1 + level) / 2) * StandardError(quantity);
        var estimate = quantity.At(_fit);
        return new QuantityInterval(quantity.Name, estimate, estimate - reach, estimate + reach, level, Kind == CovarianceKind.Model ? "Wald" : "Wald-sandwich");
    }

    /// <summary>The derivatives of a quantity by the working parameters.</summary>
    internal double[] Slope(FitQuantity quantity)
    {
        var natural = new double[_fit.Parameters.Count];
        var design = _fit.Design;
        double Evaluate(ReadOnlySpan<double> x)
        {
            design.Form.ToNatural(x[..natural.Length], design.Scaling, natural);
            return quantity.At(natural);
        }

        var slope = new double[_fit.Working.Length];
        new HeldProblem(design.CreateProblem(_fit.Options), Evaluate).Differentiate(_fit.Working, slope);
        return slope;
    }

    /// <summary>Two slopes through the covariance.</summary>
    internal double Bilinear(double[] first, double[] second)
    {
        var (size, sum) = (first.Length, 0.0);
        for (var p = 0; p < size; p++)
        {
            for (var q = 0; q < size; q++)
            {
                sum += first[p] * _working[(p * size) + q] * second[q];
            }
        }

        return sum;
    }

    /// <summary>A square root of the covariance (column k times a standard normal number k gives a draw).</summary>
    internal double[] Root()
    {
        var size = _fit.Working.Length;
        var (values, vectors) = SmallMatrix.Eigen(_working, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                vectors[(row * size) + column] *= Math.Sqrt(Math.Max(0, values[column]));
            }
        }

        return vectors;
    }

    private static double[] Sandwich(LawFit fit, LawProblem problem, double[] inverse)
    {
        var clusters = RowClusters.By(fit.Data, runs: true);
        var (size, law, count) = (problem.Dimension, problem.LawSize, problem.Columns.Count);
        var scores = new double[clusters.Count * size];
        for (var row = 0; row < fit.Data.Count; row++)
        {
            for (var p = 0; p < law && clusters.Of[row] >= 0; p++)
            {
                scores[(clusters.Of[row] * size) + p] += problem.Multipliers[row] * problem.Jacobian[(p * count) + row];
            }
        }

        var middle = new double[size * size];
        for (var cluster = 0; cluster < clusters.Count; cluster++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = 0; q < size; q++)
                {
                    middle[(p * size) + q] += scores[(cluster * size) + p] * scores[(cluster * size) + q];
                }
            }
        }

        var correction = (double)clusters.Count / Math.Max(1, clusters.Count - law);
        return [.. SmallMatrix.Product(SmallMatrix.Product(inverse, middle, size), inverse, size).Select(value => value * correction)];
    }
}
