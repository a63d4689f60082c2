using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Follows the profile of a quantity to the value at which its statistic reaches the critical one, by warm-started refits.</summary>
internal sealed class ProfileEngine
{
    private const int MostRefits = 60;

    private readonly HeldProblem _held;
    private readonly RobustPath _path;
    private readonly Func<ReadOnlySpan<double>, double> _quantity;
    private readonly double[] _best;
    private readonly double _delta;
    private readonly double _minimum;

    public ProfileEngine(IRobustProblem problem, ReadOnlySpan<double> best, double delta, int freedom, Func<ReadOnlySpan<double>, double> quantity)
    {
        _held = new HeldProblem(problem, quantity);
        _path = new RobustPath(_held);
        _quantity = quantity;
        _best = best.ToArray();
        _delta = delta;
        Scale = ProfileScale.At(problem, best, delta, freedom);
        _minimum = problem.Evaluate(best, default, default, default);
        Estimate = quantity(best);
        (Deviation, Information) = Local(problem);
    }

    public ProfileScale Scale { get; }

    public double Estimate { get; }

    /// <summary>The Wald standard deviation, the first guess of the profile's width.</summary>
    public double Deviation { get; }

    /// <summary>The curvature of the profile at the estimate.</summary>
    private double Information { get; }

    /// <summary>One point of the profile: the value taken, and the statistic there.</summary>
    public readonly record struct Point(double Value, double Statistic);

    /// <summary>An end of the interval, whether it is open, and the points of the profile that were met on the way.</summary>
    public readonly record struct End(double Value, bool Open, bool AtBound);

    /// <summary>Finds the end on one side.</summary>
    /// <param name="side">-1: lower, 1: upper.</param>
    /// <param name="critical">The statistic to reach.</param>
    /// <param name="bound">The bound of the quantity on that side, or an infinity.</param>
    /// <param name="isLimit">Whether reaching the bound is a statement (an irreducible loss of zero) rather than the edge of the search.</param>
    /// <param name="points">Receives the points met.</param>
    public End Find(int side, double critical, double bound, bool isLimit, List<Point>? points = null)
    {
        if (double.IsPositiveInfinity(Scale.Factor))
        {
            return new End(Estimate, false, false);
        }

        var x = (double[])_best.Clone();
        var root = Math.Sqrt(critical);
        var step = Math.Max(Deviation * root, 1e-9 * Math.Max(Math.Abs(Estimate), 1e-12));
        if (!double.IsFinite(step))
        {
            step = Math.Max(Math.Abs(Estimate), 1e-3);
        }

        // The search runs in the values asked for; the values taken are a little nearer and are what is reported.
        var search = new ProfileSearch(root);
        var (before, beforeRoot) = (Estimate, 0.0);
        var innerX = (double[])_best.Clone();
        for (var refit = 0; refit < MostRefits; refit++)
        {
            var target = Estimate + (side * step);
            var clipped = side < 0 ? Math.Max(target, bound) : Math.Min(target, bound);
            var point = Refit(clipped, x);
            if (double.IsFinite(point.Statistic))
            {
                points?.Add(point);
            }

            var value = double.IsNaN(point.Statistic) ? double.PositiveInfinity : Math.Sqrt(Math.Max(0, point.Statistic));
            if (Math.Abs(value - root) < 1e-4 * root)
            {
                var slope = (point.Value - before) / (value - beforeRoot);
                return new End(double.IsFinite(slope) ? point.Value + ((root - value) * slope) : point.Value, false, false);
            }

            if (value < root)
            {
                if (clipped == bound && Math.Abs(point.Value - bound) <= 1e-3 * Math.Max(Math.Abs(bound), Deviation))
                {
                    return isLimit ? new End(bound, false, true) : new End(side * double.PositiveInfinity, true, true);
                }

                var stuck = refit > 0 && !search.IsBracketed && side * (point.Value - before) <= 1e-9 * Math.Abs(point.Value - Estimate);
                if (stuck || step > 1e9 * Math.Max(Math.Abs(Estimate), 1e-9))
                {
                    return new End(side * double.PositiveInfinity, true, false);
                }

                (before, beforeRoot) = (point.Value, value);
                x.CopyTo(innerX, 0);
            }
            else
            {
                innerX.CopyTo(x, 0);
            }

            if (search.Add(step, value))
            {
                return new End(before, false, false);
            }

            step = search.Next();
        }

        return search.IsBracketed ? new End(before, false, false) : new End(side * double.PositiveInfinity, true, false);
    }

    /// <summary>Refits with the quantity held near a value; x is the start and receives the parameters.</summary>
    public Point Refit(double target, Span<double> x)
    {
        _held.Target = target;

        // Stiff enough to come close to the value asked for, soft enough to keep the digits of the objective.
        _held.Stiffness = 1e4 * (Information > 0 && double.IsFinite(Information) ? Information : Math.Abs(_minimum) / Math.Max(Estimate * Estimate, 1e-12));
        var result = _path.Minimize(x, _delta);
        if (!double.IsFinite(result.Value))
        {
            return new Point(target, double.NaN);
        }

        var value = _quantity(x);
        var miss = value - target;
        var rise = result.Value - (_held.Stiffness / 2 * miss * miss) - _minimum;
        return new Point(value, Math.Max(0, rise * Scale.Factor));
    }

    private (double Deviation, double Information) Local(IRobustProblem problem)
    {
        var size = problem.Dimension;
        var (gradient, hessian, metric, slope) = (new double[size], new double[size * size], new double[size * size], new double[size]);
        problem.Delta = Scale.Window;
        problem.Evaluate(_best, gradient, hessian, metric);
        problem.Delta = _delta;
        _held.Differentiate(_best, slope);
        var held = Certifier.Held(problem, _best, gradient);
        var inverse = SmallMatrix.Inverse(hessian, size, held) ?? SmallMatrix.Inverse(metric, size, held, pseudo: true)!;
        var variance = 0.0;
        for (var p = 0; p < size; p++)
        {
            for (var q = 0; q < size; q++)
            {
                variance += slope[p] * inverse[(p * size) + q] * slope[q];
            }
        }

        return (Math.Sqrt(Math.Max(0, 2 * variance / Scale.Factor)), variance > 0 ? 1 / variance : double.NaN);
    }
}
