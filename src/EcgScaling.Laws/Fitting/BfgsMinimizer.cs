namespace EcgScaling.Laws.Fitting;

/// <summary>
/// Quasi-Newton with a bisecting weak Wolfe line search, which also works where the function has kinks; bounds by holding parameters that
/// push against them. The second opinion in a certificate: it shares no step logic with <see cref="NewtonMinimizer"/>.
/// </summary>
/// <remarks>Lewis and Overton, Math. Program. 141 (2013), for the behaviour on nonsmooth functions.</remarks>
internal static class BfgsMinimizer
{
    public static MinimizationResult Minimize(IMinimizationProblem problem, Span<double> x, int maximum = 500)
    {
        var size = problem.Dimension;
        var (gradient, trialGradient, step, trial) = (new double[size], new double[size], new double[size], new double[size]);
        var (inverse, hessian, metric) = (new double[size * size], new double[size * size], new double[size * size]);
        var isFixed = new bool[size];
        NewtonMinimizer.Clamp(problem, x);
        var value = problem.Evaluate(x, gradient, hessian, metric);
        var (evaluations, decrement, stalls) = (1, double.PositiveInfinity, 0);
        Hold(problem, x, gradient, isFixed);
        Reset(inverse, metric, isFixed, size);
        while (evaluations < maximum && double.IsFinite(value))
        {
            if (Hold(problem, x, gradient, isFixed))
            {
                problem.Evaluate(x, gradient, hessian, metric);
                Reset(inverse, metric, isFixed, size);
            }

            decrement = Direction(inverse, gradient, isFixed, step);
            if (!(decrement > 1e-15 * Math.Abs(value)))
            {
                return new MinimizationResult(value, Math.Max(0, decrement), evaluations, true);
            }

            var (low, high, length, accepted) = (0.0, double.PositiveInfinity, 1.0, false);
            var trialValue = value;
            for (var search = 0; search < 50 && evaluations < maximum; search++)
            {
                for (var i = 0; i < size; i++)
                {
                    trial[i] = isFixed[i] ? x[i] : Math.Min(Math.Max(x[i] + (length * step[i]), problem.Lower[i]), problem.Upper[i]);
                }

                trialValue = problem.Evaluate(trial, trialGradient, default, default);
                evaluations++;
                if (!(trialValue <= value - (1e-4 * length * decrement)))
                {
                    high = length;
                }
                else if (-Dot(trialGradient, step, isFixed) > 0.9 * decrement)
                {
                    (low, accepted) = (length, true);
                }
                else
                {
                    accepted = true;
                    break;
                }

                length = double.IsPositiveInfinity(high) ? 2 * length : (low + high) / 2;
            }

            if (!accepted || !double.IsFinite(trialValue) || !(trialValue < value))
            {
                if (++stalls > 2)
                {
                    return new MinimizationResult(value, decrement, evaluations, decrement < 1e-8 * Math.Abs(value));
                }

                problem.Evaluate(x, gradient, hessian, metric);
                Reset(inverse, metric, isFixed, size);
                continue;
            }

            Update(inverse, x, trial, gradient, trialGradient, isFixed);
            stalls = value - trialValue > 1e-14 * Math.Abs(value) ? 0 : stalls + 1;
            value = trialValue;
            trial.CopyTo(x);
            trialGradient.CopyTo(gradient, 0);
            if (stalls > 2)
            {
                break;
            }
        }

        return new MinimizationResult(value, decrement, evaluations, decrement < 1e-8 * Math.Abs(value));
    }

    private static bool Hold(IMinimizationProblem problem, ReadOnlySpan<double> x, double[] gradient, bool[] isFixed)
    {
        var changed = false;
        for (var i = 0; i < isFixed.Length; i++)
        {
            var held = (x[i] <= problem.Lower[i] && gradient[i] >= 0) || (x[i] >= problem.Upper[i] && gradient[i] <= 0);
            changed |= held != isFixed[i];
            isFixed[i] = held;
        }

        return changed;
    }

    private static void Reset(double[] inverse, double[] metric, bool[] isFixed, int size) =>
        SmallMatrix.Inverse(metric, size, isFixed, pseudo: true)!.CopyTo(inverse, 0);

    private static double Direction(double[] inverse, double[] gradient, bool[] isFixed, double[] step)
    {
        var (size, decrement) = (step.Length, 0.0);
        for (var i = 0; i < size; i++)
        {
            step[i] = 0;
            for (var j = 0; j < size && !isFixed[i]; j++)
            {
                step[i] -= isFixed[j] ? 0 : inverse[(i * size) + j] * gradient[j];
            }

            decrement -= step[i] * gradient[i];
        }

        return decrement;
    }

    private static double Dot(double[] a, double[] b, bool[] isFixed)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += isFixed[i] ? 0 : a[i] * b[i];
        }

        return sum;
    }

    private static void Update(double[] inverse, ReadOnlySpan<double> x, double[] trial, double[] gradient, double[] trialGradient, bool[] isFixed)
    {
        var size = trial.Length;
        Span<double> s = stackalloc double[size];
        Span<double> y = stackalloc double[size];
        Span<double> hy = stackalloc double[size];
        var (sy, yhy) = (0.0, 0.0);
        for (var i = 0; i < size; i++)
        {
            s[i] = isFixed[i] ? 0 : trial[i] - x[i];
            y[i] = isFixed[i] ? 0 : trialGradient[i] - gradient[i];
            sy += s[i] * y[i];
        }

        if (!(sy > 1e-300))
        {
            return;
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                hy[i] += inverse[(i * size) + j] * y[j];
            }

            yhy += y[i] * hy[i];
        }

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                inverse[(i * size) + j] += ((((1 + (yhy / sy)) * s[i] * s[j]) - (hy[i] * s[j]) - (s[i] * hy[j])) / sy);
            }
        }
    }
}
