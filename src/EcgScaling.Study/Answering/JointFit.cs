using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Laws;
using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;

namespace EcgScaling.Study.Answering;

/// <summary>
/// Two groups of trials fitted together: L(N, D) where the design allows it, else the law of one input along the line both share. The irreducible loss belongs to the task, so
/// both share it unless the data reject that at 5 %.
/// </summary>
internal sealed class JointFit
{
    private const int FewestOnOneAxis = 4;
    private const int FewestOnEachAxis = 3;
    private const int FewestOnBoth = 7;
    private const double SameSize = 0.2;

    private JointFit(string a, string b, FamilyFit fit, ImmutableArray<string> remarks, double n, double d) => (A, B, Fit, Remarks, N, D) = (a, b, fit, remarks, n, d);

    public string A { get; }

    public string B { get; }

    public FamilyFit Fit { get; }

    public ImmutableArray<string> Remarks { get; }

    /// <summary>The largest model size within both groups' range.</summary>
    public double N { get; }

    /// <summary>The largest number of records in both groups.</summary>
    public double D { get; }

    /// <summary>Fits the groups.</summary>
    /// <param name="a">The points of the first group, all of one family name.</param>
    /// <param name="b">The points of the second.</param>
    /// <param name="along">The input that is asked about.</param>
    /// <returns>The fit, or why there is none.</returns>
    public static (JointFit? Fit, string? Reason) Of(ImmutableArray<ScalingPoint> a, ImmutableArray<ScalingPoint> b, LawInput along)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return (null, "a group was not measured there");
        }

        var shared = a.Select(point => point.D).Intersect(b.Select(point => point.D)).ToArray();
        if (shared.Length == 0)
        {
            return (null, "the groups share no data size");
        }

        var (d, n) = (shared.Max(), Math.Min(a.Max(point => point.N), b.Max(point => point.N)));
        var (form, kept) = (LawForms.Chinchilla, (ImmutableArray<ScalingPoint>)[.. a, .. b]);
        if (!Both(a) || !Both(b))
        {
            form = along == LawInput.N ? LawForms.PowerOfN : LawForms.PowerOfD;
            kept = [.. kept.Where(point => along == LawInput.N ? point.D == d : Math.Abs(Math.Log(point.N / n)) < SameSize)];
            foreach (var group in new[] { a, b })
            {
                var count = kept.Where(point => point.Family == group[0].Family).Select(point => along == LawInput.N ? point.N : point.D).Distinct().Count();
                if (count < FewestOnOneAxis)
                {
                    return (null, string.Create(CultureInfo.InvariantCulture, $"{group[0].Family} has {count} {(along == LawInput.N ? "model" : "data")} sizes to compare, {FewestOnOneAxis} are needed, or {FewestOnEachAxis} of each"));
                }
            }
        }

        try
        {
            var data = kept.ToScalingData();
            var free = FamilyFitter.Fit(data, form);
            var test = SharingTest.Of(data, form, ["E"]);
            var fit = test.IsRejected ? free : FamilyFitter.Fit(data, form, FamilyOptions.Share("E"));
            if (!fit.Converged)
            {
                return (null, "the joint fit did not converge");
            }

            ImmutableArray<string> remarks =
            [
                .. test.IsRejected ? [string.Create(CultureInfo.InvariantCulture, $"the irreducible losses differ (p = {test.Probability:G2}), so they are not shared")] : Array.Empty<string>(),
                .. fit.Alone.SelectMany((alone, place) => alone.Warnings.Where(warning => warning.Severity == WarningSeverity.Severe).Select(warning => $"{fit.Families[place]}: {warning.Message}")),
            ];
            return (new JointFit(a[0].Family!, b[0].Family!, fit, remarks, n, d), null);
        }
        catch (Exception error) when (error is FitFailedException or ScalingDataException or SpecException)
        {
            return (null, error.Message);
        }
    }

    /// <summary>The loss of a group at a size and a number of records.</summary>
    public double Loss(IReadOnlyList<double[]> natural, string group, double n, double d)
    {
        var place = Fit.Families[0] == group ? 0 : 1;
        Span<double> inputs = stackalloc double[Fit.Form.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Fit.Form.Inputs[i] == LawInput.N ? n : d;
        }

        return Fit.Form.Value(natural[place], inputs);
    }

    /// <summary>The interval of how much lower or higher the loss of a is than that of b: their ratio.</summary>
    public QuantityInterval LossRatio(string a, string b, double n, double d, double level) =>
        Fit.ProfileIntervalOfRatio(new FamilyQuantity($"L of {a} over L of {b}", natural => Loss(natural, a, n, d) / Loss(natural, b, n, d)), level);

    /// <summary>The efficiency of a over b as a function of the loss, at the other input's largest common value.</summary>
    public EfficiencyResult Efficiency(EfficiencyKind kind, IReadOnlyList<double>? losses = null, double level = 0.95) =>
        FamilyEfficiency.Of(Fit, A, B, kind, new EfficiencyOptions { Losses = losses ?? [], Other = kind == EfficiencyKind.Parameter ? D : N, Level = level });

    /// <summary>The middle, in the logarithm, of the losses that both groups reach within their observed sizes or data sizes; NaN where they share none.</summary>
    public double MiddleLoss(EfficiencyKind kind)
    {
        var natural = Fit.Families.Select(family => Fit.Parameters(family).ToArray()).ToArray();
        double At(string group, bool largest)
        {
            var column = Fit.Data[Fit.Families[0] == group ? 0 : 1].Column(kind == EfficiencyKind.Parameter ? LawInput.N : LawInput.D);
            var scale = largest ? column.Max() : column.Min();
            return kind == EfficiencyKind.Parameter ? Loss(natural, group, scale, D) : Loss(natural, group, N, scale);
        }

        var (top, bottom) = (Math.Min(At(A, false), At(B, false)), Math.Max(At(A, true), At(B, true)));
        return top > bottom ? Math.Sqrt(top * bottom) : double.NaN;
    }

    /// <summary>The smallest N above the observed ones from which b has the lower loss, at the largest D; NaN where there is none below a billion.</summary>
    public double Crossover(IReadOnlyList<double[]> natural)
    {
        double Lead(double n) => Math.Log(Loss(natural, A, n, D) / Loss(natural, B, n, D));
        var (low, high) = (Math.Log(N), Math.Log(1e9));
        const int Steps = 200;
        for (var step = 1; step <= Steps; step++)
        {
            var at = low + ((high - low) * step / Steps);
            if (Lead(Math.Exp(at)) > 0)
            {
                var (from, to) = (low + ((high - low) * (step - 1) / Steps), at);
                for (var halving = 0; halving < 50; halving++)
                {
                    var middle = (from + to) / 2;
                    (from, to) = Lead(Math.Exp(middle)) > 0 ? (from, middle) : (middle, to);
                }

                return Math.Exp((from + to) / 2);
            }
        }

        return double.NaN;
    }

    private static bool Both(ImmutableArray<ScalingPoint> points) =>
        points.Select(point => point.N).Distinct().Count() >= FewestOnEachAxis && points.Select(point => point.D).Distinct().Count() >= FewestOnEachAxis && points.Length >= FewestOnBoth;
}
