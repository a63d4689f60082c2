namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Damped Newton with bounds. The damping is along the problem's own Gauss-Newton metric, so the path does not depend on the units of the
/// parameters, and where the Hessian is indefinite or vanishes (robust losses) the step falls back to reweighted least squares. No allocation after construction.
/// </summary>
internal sealed class NewtonMinimizer
{
    private const double LargestDamping = 1e14;

    /// <summary>Relative differences of values that rounding alone can cause.</summary>
    private const double Rounding = 1e-13;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly double[] _metric;
    private readonly double[] _trialGradient;
    private readonly double[] _trialHessian;
    private readonly double[] _trialMetric;
    private readonly double[] _matrix;
    private readonly double[] _step;
    private readonly double[] _trial;
    private readonly int[] _free;

    public NewtonMinimizer(int dimension)
    {
        _gradient = new double[dimension];
        _trialGradient = new double[dimension];
        _step = new double[dimension];
        _trial = new double[dimension];
        _free = new int[dimension];
        _hessian = new double[dimension * dimension];
        _metric = new double[dimension * dimension];
        _trialHessian = new double[dimension * dimension];
        _trialMetric = new double[dimension * dimension];
        _matrix = new double[dimension * dimension];
    }

    /// <summary>The gradient where the last run stopped.</summary>
    public ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>The Hessian where the last run stopped.</summary>
    public ReadOnlySpan<double> Hessian => _hessian;

    /// <summary>The metric where the last run stopped.</summary>
    public ReadOnlySpan<double> Metric => _metric;

    /// <summary>Moves x to a minimum.</summary>
    public MinimizationResult Minimize(IMinimizationProblem problem, Span<double> x, double tolerance = 1e-15, int maximum = 200)
    {
        Clamp(problem, x);
        var value = problem.Evaluate(x, _gradient, _hessian, _metric);
        var evaluations = 1;
        if (!double.IsFinite(value))
        {
            return new MinimizationResult(double.PositiveInfinity, double.PositiveInfinity, evaluations, false);
        }

        var (damping, decrement, polished, standing, undamped) = (0.0, double.PositiveInfinity, 0, 0, false);
        while (evaluations < maximum)
        {
            var free = FindFree(problem, x);
            if (free == 0)
            {
                return new MinimizationResult(value, 0, evaluations, true);
            }

            while (!TryStep(free, damping))
            {
                damping = Math.Max(damping * 10, 1e-4);
                if (damping > LargestDamping)
                {
                    return new MinimizationResult(value, decrement, evaluations, false);
                }
            }

            decrement = -Dot(free);
            var moved = Move(problem, x, free);
            if (!(decrement > 0) || !moved)
            {
                return new MinimizationResult(value, Math.Max(0, decrement), evaluations, damping < 1);
            }

            var trialValue = problem.Evaluate(_trial, _trialGradient, _trialHessian, _trialMetric);
            evaluations++;
            var gain = value - trialValue;

            // Near the end values differ by rounding only, but the step still has digits: it is taken a few times before stopping.
            var negligible = decrement <= Math.Max(tolerance, Rounding) * Math.Abs(value) || decrement < 1e-300 || trialValue <= problem.Floor;
            var rounding = negligible && damping == 0 && trialValue <= value + (Rounding * Math.Abs(value)) + Math.Max(0, problem.Floor);
            if (gain > 0 || rounding || (gain == 0 && standing++ < 3))
            {
                var predicted = Predicted(x);
                value = trialValue;
                _trial.AsSpan(0, x.Length).CopyTo(x);
                _trialGradient.CopyTo(_gradient, 0);
                _trialHessian.CopyTo(_hessian, 0);
                _trialMetric.CopyTo(_metric, 0);
                damping = gain > 0.25 * predicted ? (damping < 1e-7 ? 0 : damping / 10) : damping;
                polished = negligible ? polished + 1 : 0;
                damping = negligible ? 0 : damping;
                if (polished >= (tolerance < 1e-12 ? 3 : 1))
                {
                    return new MinimizationResult(value, decrement, evaluations, true);
                }
            }
            else
            {
                if (negligible && damping > 0 && !undamped)
                {
                    // The last digits come from one more step without damping.
                    (damping, undamped) = (0, true);
                    continue;
                }

                if (value <= problem.Floor || (negligible && damping < 1e3))
                {
                    return new MinimizationResult(value, decrement, evaluations, true);
                }

                damping = Math.Max(damping * 8, 1e-4);
                if (damping > LargestDamping)
                {
                    return new MinimizationResult(value, decrement, evaluations, decrement <= 1e-9 * Math.Abs(value));
                }
            }
        }

        return new MinimizationResult(value, decrement, evaluations, decrement <= 1e-9 * Math.Abs(value));
    }

    internal static void Clamp(IMinimizationProblem problem, Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Min(Math.Max(x[i], problem.Lower[i]), problem.Upper[i]);
        }
    }

    private int FindFree(IMinimizationProblem problem, ReadOnlySpan<double> x)
    {
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var held = (x[i] <= problem.Lower[i] && _gradient[i] >= 0) || (x[i] >= problem.Upper[i] && _gradient[i] <= 0);
            if (!held)
            {
                _free[count++] = i;
            }
        }

        return count;
    }

    private bool TryStep(int free, double damping)
    {
        var size = _gradient.Length;
        for (var p = 0; p < free; p++)
        {
            for (var q = 0; q < free; q++)
            {
                var at = (_free[p] * size) + _free[q];
                _matrix[(p * free) + q] = _hessian[at] + (damping * _metric[at]);
            }

            // A direction without any information must not stop the others.
            var diagonal = _metric[(_free[p] * size) + _free[p]];
            _matrix[(p * free) + p] += ((1e-13 + (1e-6 * damping)) * diagonal) + 1e-290;
            _step[p] = -_gradient[_free[p]];
        }

        if (!SmallMatrix.Factor(_matrix.AsSpan(0, free * free), free))
        {
            return false;
        }

        SmallMatrix.Solve(_matrix.AsSpan(0, free * free), _step.AsSpan(0, free));
        for (var p = 0; p < free; p++)
        {
            if (!double.IsFinite(_step[p]))
            {
                return false;
            }
        }

        return true;
    }

    private double Dot(int free)
    {
        var sum = 0.0;
        for (var p = 0; p < free; p++)
        {
            sum += _gradient[_free[p]] * _step[p];
        }

        return sum;
    }

    private bool Move(IMinimizationProblem problem, ReadOnlySpan<double> x, int free)
    {
        x.CopyTo(_trial);
        var moved = false;
        for (var p = 0; p < free; p++)
        {
            var i = _free[p];
            _trial[i] = Math.Min(Math.Max(x[i] + _step[p], problem.Lower[i]), problem.Upper[i]);
            moved |= _trial[i] != x[i];
        }

        return moved;
    }

    private double Predicted(ReadOnlySpan<double> x)
    {
        var (size, linear, square) = (x.Length, 0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            var di = _trial[i] - x[i];
            linear += _gradient[i] * di;
            for (var j = 0; j < size; j++)
            {
                square += di * _hessian[(i * size) + j] * (_trial[j] - x[j]);
            }
        }

        return -linear - (square / 2);
    }
}
