using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Profile intervals: the values of a quantity that the data do not exclude when everything else is refitted. The default intervals.</summary>
public static class Profile
{
    /// <summary>The method's name in results.</summary>
    public const string Method = "profile-F";

    /// <summary>The interval of a parameter.</summary>
    public static QuantityInterval ProfileInterval(this LawFit fit, string parameter, double level = 0.95) => fit.ProfileInterval(FitQuantity.OfParameter(fit, parameter), level);

    /// <summary>The interval of any quantity.</summary>
    public static QuantityInterval ProfileInterval(this LawFit fit, FitQuantity quantity, double level = 0.95) => Find(fit, quantity, level, null);

    /// <summary>The intervals of all parameters.</summary>
    public static IReadOnlyList<QuantityInterval> ProfileIntervals(this LawFit fit, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return [.. fit.Parameters.Where(parameter => !fit.Options.Fixed.ContainsKey(parameter.Name)).Select(parameter => fit.ProfileInterval(parameter.Name, level))];
    }

    /// <summary>The profile itself on a grid that reaches a little beyond the interval.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="level">The level of the interval.</param>
    /// <param name="points">How many values on each side.</param>
    public static ProfileCurve ProfileCurve(this LawFit fit, FitQuantity quantity, double level = 0.95, int points = 15)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var interval = Find(fit, quantity, level, null);
        var engine = Engine(fit, quantity);
        var curve = new List<ProfileEngine.Point> { new(engine.Estimate, 0) };
        foreach (var end in new[] { interval.Lower, interval.Upper })
        {
            var reach = double.IsFinite(end) ? (end - engine.Estimate) * 1.3 : Math.Sign(end) * Math.Max(4 * engine.Deviation, Math.Abs(engine.Estimate));
            var x = (double[])fit.Working.Clone();
            for (var step = 1; step <= points && reach != 0; step++)
            {
                var point = engine.Refit(engine.Estimate + (reach * step / points), x);
                if (double.IsFinite(point.Statistic))
                {
                    curve.Add(point);
                }
            }
        }

        var ordered = curve.OrderBy(point => point.Value).ToArray();
        return new ProfileCurve(quantity.Name, [.. ordered.Select(point => point.Value)], [.. ordered.Select(point => point.Statistic)], engine.Scale.IsUsable ? engine.Scale.Critical(level) : double.NaN, interval);
    }

    private static QuantityInterval Find(LawFit fit, FitQuantity quantity, double level, List<ProfileEngine.Point>? points)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(quantity);
        if (!(level > 0 && level < 1))
        {
            throw new SpecException("interval", [$"level is {level}; allowed: between 0 and 1, such as 0.95."]);
        }

        if (OnLogScale(fit, quantity))
        {
            // An amplitude moves over orders of magnitude; on its logarithm the profile is nearly a parabola.
            var log = Find(fit, FitQuantity.Of(quantity.Name, parameters => Math.Log(quantity.At(parameters))), level, points);
            return log with { Estimate = quantity.At(fit), Lower = Math.Exp(log.Lower), Upper = Math.Exp(log.Upper), LowerAtBound = double.IsNegativeInfinity(log.Lower) };
        }

        var engine = Engine(fit, quantity);
        if (!engine.Scale.IsUsable && !double.IsPositiveInfinity(engine.Scale.Factor))
        {
            return new QuantityInterval(quantity.Name, engine.Estimate, double.NegativeInfinity, double.PositiveInfinity, level, Method);
        }

        var critical = engine.Scale.IsUsable ? engine.Scale.Critical(level) : 1;
        var (lower, upper, limit) = Bounds(fit, quantity);
        var low = engine.Find(-1, critical, lower, limit, points);
        var high = engine.Find(1, critical, upper, false, points);
        if (low.Open && limit && double.IsFinite(lower))
        {
            // Nothing below was excluded, and there is nothing below the bound.
            low = new ProfileEngine.End(lower, false, true);
        }

        return new QuantityInterval(quantity.Name, engine.Estimate, low.Value, high.Value, level, Method) { LowerAtBound = low.AtBound, UpperAtBound = high.AtBound };
    }

    private static ProfileEngine Engine(LawFit fit, FitQuantity quantity)
    {
        var (design, natural) = (fit.Design, new double[fit.Parameters.Count]);
        double Evaluate(ReadOnlySpan<double> x)
        {
            design.Form.ToNatural(x[..natural.Length], design.Scaling, natural);
            return quantity.At(natural);
        }

        return new ProfileEngine(design.CreateProblem(fit.Options), fit.Working, fit.WorkingDelta, fit.DegreesOfFreedom, Evaluate);
    }

    private static bool OnLogScale(LawFit fit, FitQuantity quantity) =>
        quantity.Parameter is { } name && fit.Form.Parameters[fit.IndexOf(name)].Role == ParameterRole.Amplitude && fit[name] > 0;

    /// <summary>Bounds in natural units; only an asymptote's or an amplitude's zero is a statement.</summary>
    private static (double Lower, double Upper, bool Limit) Bounds(LawFit fit, FitQuantity quantity)
    {
        if (quantity.Parameter is not { } name)
        {
            return (double.NegativeInfinity, double.PositiveInfinity, false);
        }

        var parameter = fit.Form.Parameters[fit.IndexOf(name)];
        return (parameter.Lower, parameter.Upper, parameter.Role is ParameterRole.Asymptote or ParameterRole.Amplitude);
    }
}
