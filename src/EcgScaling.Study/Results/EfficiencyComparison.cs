using System.Collections.Immutable;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Study.Results;

/// <summary>Compares groups whose losses have the same unit and were measured on the same records.</summary>
internal static class EfficiencyComparison
{
    /// <summary>Parameter efficiency between families under one arm, and data efficiency likewise.</summary>
    public static ImmutableArray<EfficiencyEstimate> Compare(ImmutableArray<FittedLaw> laws) =>
    [
        .. laws.Where(law => law.Kind != LawKind.SizeAndData)
            .GroupBy(law => (law.Kind, law.Group.Arm, law.Group.Unit))
            .SelectMany(same => same.SelectMany((a, place) => same.Skip(place + 1).Select(b => Compare(a, b)))),
    ];

    private static EfficiencyEstimate Compare(FittedLaw a, FittedLaw b)
    {
        var estimate = new EfficiencyEstimate { Kind = a.Kind, Numerator = a.Group.Title, Denominator = b.Group.Title };
        if (a.Fit is null || b.Fit is null)
        {
            return estimate with { Reason = $"no law for {(a.Fit is null ? a : b).Group.Title}" };
        }

        if (!SameHeld(a.Held, b.Held))
        {
            return estimate with { Reason = $"the laws hold {a.Held:G6} and {b.Held:G6}, which are not equal" };
        }

        // The lowest loss that both were seen to reach, so that neither law is asked beyond its data.
        var loss = Math.Max(a.Fit.Predictions.Min(), b.Fit.Predictions.Min());
        if (loss > Math.Min(a.Fit.Predictions.Max(), b.Fit.Predictions.Max()))
        {
            return estimate with { Loss = loss, Reason = "no loss was reached by both" };
        }

        var (needA, needB) = (Need(a.Fit, loss), Need(b.Fit, loss));
        if (needA is null || needB is null)
        {
            return estimate with { Loss = loss, Reason = "a law does not reach that loss at any finite amount" };
        }

        // Independent fits: squared half-widths of the logarithms add up on each side.
        var ratio = needB.Estimate - needA.Estimate;
        var low = ratio - Math.Sqrt(Square(needB.Estimate - needB.Lower) + Square(needA.Upper - needA.Estimate));
        var high = ratio + Math.Sqrt(Square(needB.Upper - needB.Estimate) + Square(needA.Estimate - needA.Lower));
        estimate = estimate with { Loss = loss, Ratio = Math.Exp(ratio), Low = Math.Exp(low), High = Math.Exp(high) };
        return estimate.Resolved ? estimate : estimate with { Reason = "the interval is open: more sizes, seeds or held-out records are needed" };
    }

    /// <summary>ln of what the law needs to reach a loss, with its profile interval.</summary>
    private static QuantityInterval? Need(LawFit fit, double loss)
    {
        var at = fit.Parameters.Select((parameter, index) => (parameter.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        var (asymptote, amplitude, exponent) = (at["E"], at.TryGetValue("A", out var a) ? a : at["B"], at.TryGetValue("alpha", out var alpha) ? alpha : at["beta"]);
        var quantity = FitQuantity.Of("ln need", parameters =>
            loss > parameters[asymptote] && parameters[exponent] > 0 ? Math.Log(parameters[amplitude] / (loss - parameters[asymptote])) / parameters[exponent] : double.NaN);
        return double.IsFinite(quantity.At(fit)) ? fit.ProfileInterval(quantity) : null;
    }

    // Data sizes are equal exactly; model sizes of two families never are, and 20 % counts as equal.
    private static bool SameHeld(double a, double b) => Math.Abs(Math.Log(a / b)) < 0.2;

    private static double Square(double value) => value * value;
}
