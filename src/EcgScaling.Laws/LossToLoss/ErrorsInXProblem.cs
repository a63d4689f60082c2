using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.LossToLoss;

/// <summary>
/// The loss-to-loss law with errors in both losses: each true x is a hidden number that is eliminated by its own small minimisation, so the
/// objective is half the squared distance of each point from the curve in units of the errors (orthogonal regression on the log scale).
/// </summary>
internal sealed class ErrorsInXProblem : IRobustProblem
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _weights;
    private readonly double _ratio;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _hidden;
    private readonly double[] _distances;

    /// <param name="x">Measured x.</param>
    /// <param name="y">Measured y.</param>
    /// <param name="weights">Weights.</param>
    /// <param name="ratio">The variance of the log error of x relative to that of y.</param>
    /// <param name="lower">Lower bounds of K, kappa, E_x, E_y.</param>
    /// <param name="upper">Upper bounds.</param>
    public ErrorsInXProblem(double[] x, double[] y, double[] weights, double ratio, double[] lower, double[] upper)
    {
        (_x, _y, _weights, _ratio, _lower, _upper) = ([.. x.Select(value => Math.Log(value))], [.. y.Select(value => Math.Log(value))], weights, ratio, lower, upper);
        _hidden = (double[])_x.Clone();
        _distances = new double[x.Length];
    }

    public FitObjective Objective { get; } = FitObjective.LeastSquaresLog;

    public double Delta { get; set; } = double.PositiveInfinity;

    public bool DifferenceCurvature { get; set; } = true;

    public bool IsCurvatureCostly => false;

    public int RowCount => _x.Length;

    public int Dimension => 4;

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    public int CopyResiduals(Span<double> residuals, Span<double> weights)
    {
        _distances.CopyTo(residuals);
        _weights.CopyTo(weights);
        return _x.Length;
    }

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        gradient.Clear();
        hessian.Clear();
        metric.Clear();
        var value = 0.0;
        Span<double> slope = stackalloc double[4];
        for (var row = 0; row < _x.Length; row++)
        {
            if (!(_weights[row] > 0))
            {
                continue;
            }

            var hidden = Project(x, row);
            var log = LogCurve(x, hidden, slope, out var steepness);
            if (!double.IsFinite(log))
            {
                return double.PositiveInfinity;
            }

            var (missX, missY) = (hidden - _x[row], log - _y[row]);
            var square = (missX * missX / _ratio) + (missY * missY);
            _distances[row] = Math.Sqrt(square) * Math.Sign(missY);
            value += _weights[row] / 2 * square;

            // At the best hidden x its own derivative vanishes, so only the curve's derivatives remain; the metric has the effective variance.
            var effective = 1 / (1 + (_ratio * steepness * steepness));
            for (var p = 0; p < 4 && gradient.Length > 0; p++)
            {
                gradient[p] += _weights[row] * missY * slope[p];
                for (var q = 0; q < 4 && hessian.Length > 0; q++)
                {
                    var term = _weights[row] * effective * slope[p] * slope[q];
                    hessian[(p * 4) + q] += term;
                    metric[(p * 4) + q] += term;
                }
            }
        }

        return value;
    }

    /// <summary>The true log x of a row that lies nearest: Gauss-Newton with halving, from where it was found last.</summary>
    private double Project(ReadOnlySpan<double> parameters, int row)
    {
        Span<double> slope = stackalloc double[4];
        var hidden = _x[row];
        var value = Distance(parameters, row, hidden, slope, out var log, out var steepness);
        for (var step = 0; step < 40; step++)
        {
            var pull = ((hidden - _x[row]) / _ratio) + ((log - _y[row]) * steepness);
            var move = -pull / ((1 / _ratio) + (steepness * steepness));
            var (length, accepted) = (1.0, false);
            for (; length > 1e-6; length /= 2)
            {
                var trial = Distance(parameters, row, hidden + (length * move), slope, out var trialLog, out var trialSteepness);
                if (trial <= value)
                {
                    (hidden, value, log, steepness, accepted) = (hidden + (length * move), trial, trialLog, trialSteepness, true);
                    break;
                }
            }

            if (!accepted || Math.Abs(move) < 1e-14)
            {
                break;
            }
        }

        return _hidden[row] = hidden;
    }

    private double Distance(ReadOnlySpan<double> parameters, int row, double hidden, Span<double> slope, out double log, out double steepness)
    {
        log = LogCurve(parameters, hidden, slope, out steepness);
        var (missX, missY) = (hidden - _x[row], log - _y[row]);
        var square = (missX * missX / _ratio) + (missY * missY);
        return double.IsNaN(square) ? double.PositiveInfinity : square;
    }

    /// <summary>log(K·(e^h - E_x)^kappa + E_y) with its derivatives by the parameters and by h.</summary>
    private static double LogCurve(ReadOnlySpan<double> parameters, double hidden, Span<double> slope, out double steepness)
    {
        var (k, kappa, ex, ey) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var place = Math.Exp(hidden);
        var distance = place - ex;
        var power = Math.Pow(distance, kappa);
        var value = (k * power) + ey;
        slope[0] = power / value;
        slope[1] = k * power * Math.Log(distance) / value;
        slope[2] = -k * kappa * power / distance / value;
        slope[3] = 1 / value;
        steepness = k * kappa * power / distance * place / value;
        return distance > 0 && value > 0 ? Math.Log(value) : double.NaN;
    }
}
