using System.Globalization;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Efficiency;

/// <summary>Parameter, data, compute and transfer efficiency of one family over another, as functions of the loss with intervals.</summary>
public static class FamilyEfficiency
{
    private const int DefaultLevels = 9;

    /// <summary>The efficiency of family a over b.</summary>
    /// <param name="fit">The joint fit of the families: a law with the input that is compared; for transfer, the loss-to-loss law.</param>
    /// <param name="a">The family whose efficiency it is.</param>
    /// <param name="b">The family it is compared with.</param>
    /// <param name="kind">What is compared.</param>
    /// <param name="options">Where; null: the defaults.</param>
    /// <exception cref="SpecException">The law or a family does not fit the question.</exception>
    public static EfficiencyResult Of(FamilyFit fit, string a, string b, EfficiencyKind kind, EfficiencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new EfficiencyOptions();
        CheckInputs(fit.Form, kind);
        var (ia, ib) = (fit.IndexOf(a), fit.IndexOf(b));
        var warnings = new List<FitWarning>();
        var points = kind == EfficiencyKind.Transfer
            ? TransferPoints(fit, a, b, options)
            : ScalePoints(fit, ia, ib, a, b, kind, options, warnings);
        var (exponents, others) = Structure(fit.Form, kind);
        var exponentTest = exponents.Count > 0 ? Test(fit, exponents) : null;
        var constancyTest = Test(fit, others);
        QuantityInterval? constant = null;
        if (!constancyTest.IsRejected && points.Count > 0)
        {
            constant = Constant(fit, ia, ib, a, b, kind, others, points[points.Count / 2].Loss, options);
        }
        else
        {
            warnings.Add(new FitWarning(WarningCodes.NotConstant, WarningSeverity.Caution, string.Create(CultureInfo.InvariantCulture, $"the efficiency is not one number: equality of {string.Join(", ", others)} is rejected (p = {constancyTest.Probability:G2}); quote the range over the losses observed.")));
        }

        if (points.All(point => point.Lower <= 1 && point.Upper >= 1))
        {
            warnings.Add(new FitWarning(WarningCodes.NotResolved, WarningSeverity.Caution, $"no interval excludes 1: these data do not resolve whether {a} or {b} is more efficient."));
        }

        return new EfficiencyResult(kind, a, b, EfficiencyDefinitions.Of(kind), options.Level, points, exponentTest, constancyTest, constant, warnings);
    }

    private static void CheckInputs(LawForm form, EfficiencyKind kind)
    {
        var axis = EfficiencyOptions.AxisOf(kind);
        var fits = form.Inputs.Contains(axis) || (kind == EfficiencyKind.Compute && form.Inputs.SequenceEqual([LawInput.N, LawInput.D]));
        if (!fits || (kind == EfficiencyKind.Transfer && form is not LossToLossForm))
        {
            throw new SpecException("efficiency", [kind == EfficiencyKind.Transfer
                ? $"transfer efficiency needs the law 'loss-to-loss'; the fit is of '{form.Name}'."
                : $"{kind} efficiency needs a law with the input {axis}{(kind == EfficiencyKind.Compute ? ", or of N and D" : string.Empty)}; '{form.Name}' has {string.Join(", ", form.Inputs)}."]);
        }
    }

    private static List<EfficiencyPoint> ScalePoints(FamilyFit fit, int ia, int ib, string a, string b, EfficiencyKind kind, EfficiencyOptions options, List<FitWarning> warnings)
    {
        var (scaleA, scaleB) = (Scale(fit, a, kind, options), Scale(fit, b, kind, options));
        var (rangeA, rangeB) = (Observed(fit, ia, kind, options, a), Observed(fit, ib, kind, options, b));
        var natural = fit.Natural(fit.X);
        var top = Math.Min(scaleA.LossAt(natural[ia], rangeA.Low), scaleB.LossAt(natural[ib], rangeB.Low));
        var bottom = Math.Max(scaleA.LossAt(natural[ia], rangeA.High), scaleB.LossAt(natural[ib], rangeB.High));
        if (options.Losses.Count == 0 && !(top > bottom))
        {
            warnings.Add(new FitWarning(WarningCodes.Extrapolation, WarningSeverity.Severe, $"{a} and {b} reach no loss in common within their observed ranges; give Losses to compare them by extrapolation."));
            return [];
        }

        var losses = options.Losses.Count > 0 ? options.Losses : [.. Enumerable.Range(0, DefaultLevels).Select(step => top * Math.Pow(bottom / top, (step + 0.5) / DefaultLevels))];
        FamilyQuantity Log(double loss) => new(string.Create(CultureInfo.InvariantCulture, $"{kind} efficiency at {loss:G5}"), all => Math.Log(scaleB.For(all[ib], loss) / scaleA.For(all[ia], loss)));
        return Points(fit, losses, Log, options.Level, (loss, all) =>
        {
            var (needA, needB) = (scaleA.For(all[ia], loss), scaleB.For(all[ib], loss));
            return (needA, needB, rangeA.Contains(needA) && rangeB.Contains(needB));
        });
    }

    private static List<EfficiencyPoint> TransferPoints(FamilyFit fit, string a, string b, EfficiencyOptions options)
    {
        var (ia, ib) = (fit.IndexOf(a), fit.IndexOf(b));
        double Elasticity(IReadOnlyList<double[]> all, int family, string name, double x)
        {
            var natural = all[family];
            return options.InDistributionAsymptotes.TryGetValue(name, out var asymptote) ? natural[1] * (x - asymptote) / (x - natural[2]) : natural[1];
        }

        var (dataA, dataB) = (fit.Data[ia].Column(LawInput.X), fit.Data[ib].Column(LawInput.X));
        var (low, high) = (Math.Max(dataA.Min(), dataB.Min()), Math.Min(dataA.Max(), dataB.Max()));
        if (options.Losses.Count == 0 && !(high > low))
        {
            return [];
        }

        var losses = options.Losses.Count > 0 ? options.Losses : [.. Enumerable.Range(0, DefaultLevels).Select(step => high * Math.Pow(low / high, (step + 0.5) / DefaultLevels))];
        FamilyQuantity Log(double x) => new(string.Create(CultureInfo.InvariantCulture, $"transfer efficiency at {x:G5}"), all => Math.Log(Elasticity(all, ia, a, x) / Elasticity(all, ib, b, x)));
        return Points(fit, losses, Log, options.Level, (x, all) => (Elasticity(all, ia, a, x), Elasticity(all, ib, b, x), x >= low && x <= high));
    }

    private static List<EfficiencyPoint> Points(FamilyFit fit, IReadOnlyList<double> losses, Func<double, FamilyQuantity> log, double level, Func<double, double[][], (double A, double B, bool Observed)> scales)
    {
        var natural = fit.Natural(fit.X);
        var covariance = new FamilyCovariance(fit);
        var quantities = losses.Select(log).ToArray();
        var reached = Enumerable.Range(0, losses.Count).Where(i => double.IsFinite(quantities[i].Evaluate(natural))).ToArray();
        var slopes = reached.Select(i => covariance.Slope(quantities[i])).ToArray();
        var deviations = slopes.Select(covariance.Deviation).ToArray();
        var factor = SimultaneousFactor.Of(covariance.Root(), slopes, deviations, fit.DegreesOfFreedom, level);
        var points = new List<EfficiencyPoint>();
        for (var k = 0; k < reached.Length; k++)
        {
            var loss = losses[reached[k]];
            var interval = fit.ProfileInterval(quantities[reached[k]], level);
            var (needA, needB, observed) = scales(loss, natural);
            points.Add(new EfficiencyPoint(
                loss,
                Math.Exp(interval.Estimate),
                Math.Exp(interval.Lower),
                Math.Exp(interval.Upper),
                Math.Exp(interval.Estimate - (factor * deviations[k])),
                Math.Exp(interval.Estimate + (factor * deviations[k])),
                needA,
                needB,
                observed));
        }

        return points;
    }

    /// <summary>The exponents of the compared axis, and everything that must be equal for a constant efficiency.</summary>
    private static (List<string> Exponents, List<string> Others) Structure(LawForm form, EfficiencyKind kind)
    {
        if (kind == EfficiencyKind.Transfer)
        {
            return (["kappa"], ["E_x"]);
        }

        var axis = EfficiencyOptions.AxisOf(kind);
        var term = form is PowerLawForm power ? power.Terms.FirstOrDefault(one => one.Input == axis) : null;
        var amplitude = term?.Amplitude ?? form.Parameters.First(parameter => parameter.Role == ParameterRole.Amplitude).Name;
        var exponents = form.Parameters.Where(parameter => parameter.Role == ParameterRole.Exponent && (term is null || parameter.Name == term.Exponent)).Select(parameter => parameter.Name).ToList();
        return (exponents, [.. form.Parameters.Select(parameter => parameter.Name).Where(name => name != amplitude)]);
    }

    private static SharingTest Test(FamilyFit fit, List<string> names)
    {
        var shared = Share(fit, names);
        return SharingTest.Of(fit, shared, names);
    }

    private static FamilyFit Share(FamilyFit fit, List<string> names)
    {
        var sharing = new Dictionary<string, ParameterSharing>(fit.Options.Sharing);
        foreach (var name in names)
        {
            sharing[name] = ParameterSharing.Shared;
        }

        return FamilyFitter.Fit(fit.Design.Data, fit.Form, fit.Options with { Sharing = sharing });
    }

    private static QuantityInterval Constant(FamilyFit fit, int ia, int ib, string a, string b, EfficiencyKind kind, List<string> others, double loss, EfficiencyOptions options)
    {
        var shared = Share(fit, others);
        var name = $"{kind} efficiency of {a} over {b}";
        if (kind == EfficiencyKind.Transfer)
        {
            return shared.ProfileIntervalOfRatio(new FamilyQuantity(name, all => all[ia][1] / all[ib][1]), options.Level);
        }

        var (scaleA, scaleB) = (Scale(shared, a, kind, options), Scale(shared, b, kind, options));
        return shared.ProfileIntervalOfRatio(new FamilyQuantity(name, all => scaleB.For(all[ib], loss) / scaleA.For(all[ia], loss)), options.Level);
    }

    private static EfficiencyScale Scale(FamilyFit fit, string family, EfficiencyKind kind, EfficiencyOptions options)
    {
        var range = Observed(fit, fit.IndexOf(family), kind, options, family);
        return new EfficiencyScale(fit.Form, kind, Other(fit, kind, options), Math.Sqrt(range.Low * range.High), options.Compute.GetValueOrDefault(family));
    }

    private static double Other(FamilyFit fit, EfficiencyKind kind, EfficiencyOptions options)
    {
        var other = fit.Form.Inputs.Where(input => input != EfficiencyOptions.AxisOf(kind)).ToArray();
        return other.Length == 0 || kind == EfficiencyKind.Compute ? double.NaN
            : double.IsNaN(options.Other) ? fit.Design.Scaling.Inputs[fit.Form.Inputs.ToList().IndexOf(other[0])]
            : options.Other;
    }

    private static ObservedRange Observed(FamilyFit fit, int family, EfficiencyKind kind, EfficiencyOptions options, string name)
    {
        var data = fit.Data[family];
        var axis = EfficiencyOptions.AxisOf(kind);
        double[] values = fit.Form.Inputs.Contains(axis)
            ? data.Column(axis)
            : [.. data.Column(LawInput.N).Zip(data.Column(LawInput.D), (options.Compute.GetValueOrDefault(name) ?? Laws.Compute.ComputeModel.SixNd).Of)];
        return new ObservedRange(values.Min(), values.Max());
    }

    private readonly record struct ObservedRange(double Low, double High)
    {
        public bool Contains(double value) => value >= Low * (1 - 1e-9) && value <= High * (1 + 1e-9);
    }
}
