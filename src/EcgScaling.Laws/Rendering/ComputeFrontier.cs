using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Rendering;

/// <summary>The line of lowest predicted loss at given compute, for the contour figure.</summary>
internal static class ComputeFrontier
{
    private const int Samples = 40;

    public static (string Rule, Func<double, double, double> Compute) RuleOf(ScalingData data, Func<double, double, double>? given)
    {
        if (given is not null)
        {
            return ("the given C(N, D)", given);
        }

        if (data.Has(LawInput.C) && Enumerable.Range(0, data.Count).All(row => data.Column(LawInput.C)[row] > 0))
        {
            double k = Math.Exp(Enumerable.Range(0, data.Count).Average(row => Math.Log(data.Column(LawInput.C)[row] / data.Column(LawInput.N)[row] / data.Column(LawInput.D)[row])));
            return ($"C = {NumberText.Significant(k, 3)}·N·D (mean of the data)", (n, d) => k * n * d);
        }

        return ("C = 6·N·D", (n, d) => 6 * n * d);
    }

    public static (double[] N, double[] D) Trace(LawFit fit, Func<double, double, double> compute, (double Low, double High) n, (double Low, double High) d)
    {
        double[] budgets = LogSpace.Of(compute(n.Low, d.Low), compute(n.High, d.High), Samples);
        (double N, double D)[] points = [.. budgets.Select(budget => Optimum(fit, compute, budget, d)).Where(point => point.N > n.Low && point.N < n.High && point.D > d.Low && point.D < d.High)];
        return ([.. points.Select(point => point.N)], [.. points.Select(point => point.D)]);
    }

    // Golden section in ln D; N follows from the budget by bisection, as compute rises with N.
    private static (double N, double D) Optimum(LawFit fit, Func<double, double, double> compute, double budget, (double Low, double High) range)
    {
        double golden = (Math.Sqrt(5) - 1) / 2;
        (double low, double high) = (Math.Log(range.Low) - 3, Math.Log(range.High) + 3);
        double Loss(double lnD)
        {
            double d = Math.Exp(lnD);
            return fit.Predict(SizeFor(compute, budget, d), d);
        }

        for (int i = 0; i < 60; i++)
        {
            double a = high - golden * (high - low);
            double b = low + golden * (high - low);
            (low, high) = Loss(a) < Loss(b) ? (low, b) : (a, high);
        }

        double best = Math.Exp((low + high) / 2);
        return (SizeFor(compute, budget, best), best);
    }

    private static double SizeFor(Func<double, double, double> compute, double budget, double d)
    {
        (double low, double high) = (Math.Log(1e-3), Math.Log(1e18));
        for (int i = 0; i < 80; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = compute(Math.Exp(middle), d) < budget ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
