using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Laws;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Results;

/// <summary>Fits the laws that a study's design allows, group by group, and says why where it allows none.</summary>
public static class StudyAnalyser
{
    // One point more than the three parameters of E + A N^-alpha, and the same for five in both directions.
    private const int FewestOnOneAxis = 4;
    private const int FewestOnEachAxis = 3;
    private const int FewestOnBoth = 7;

    /// <summary>Analyses what has been measured so far.</summary>
    public static StudyAnalysis Analyse(StudyResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var groups = results.Groups;
        ImmutableArray<FittedLaw> laws = [.. groups.SelectMany(group => Enum.GetValues<LawKind>().Select(kind => Fit(group, kind)))];
        return new StudyAnalysis { Results = results, Laws = laws, Warnings = [.. Overall(results, groups)] };
    }

    private static FittedLaw Fit(TrialGroup group, LawKind kind)
    {
        var points = group.Points;
        var held = double.NaN;
        if (kind != LawKind.SizeAndData && points.Length > 0)
        {
            // The held axis is the largest value that has the most points: a ragged design has its full line there.
            held = points.GroupBy(point => kind == LawKind.Size ? point.D : point.N)
                .OrderByDescending(line => line.Select(point => kind == LawKind.Size ? point.N : point.D).Distinct().Count()).ThenByDescending(line => line.Key).First().Key;
            points = [.. points.Where(point => (kind == LawKind.Size ? point.D : point.N) == held)];
        }

        var law = new FittedLaw { Group = group, Kind = kind, Held = held, Points = points };
        if (Missing(kind, points) is { } reason)
        {
            return law with { Reason = reason };
        }

        try
        {
            var fit = ScalingLaw.Fit(points, kind switch { LawKind.Size => LawForms.PowerOfN, LawKind.Data => LawForms.PowerOfD, _ => LawForms.Chinchilla });
            ImmutableArray<ParameterEstimate> parameters = [.. fit.Parameters.Select(parameter =>
            {
                var interval = fit.ProfileInterval(parameter.Name);
                return new ParameterEstimate(parameter.Name, parameter.Value, interval.Lower, interval.Upper);
            })];
            return law with { Fit = fit, Parameters = parameters, Warnings = [.. fit.Warnings.Select(warning => warning.Message)] };
        }
        catch (Exception error) when (error is FitFailedException or ScalingDataException or SpecException)
        {
            return law with { Reason = error.Message };
        }
    }

    private static string? Missing(LawKind kind, ImmutableArray<ScalingPoint> points)
    {
        var (sizes, dataSizes) = (points.Select(point => point.N).Distinct().Count(), points.Select(point => point.D).Distinct().Count());
        return kind switch
        {
            LawKind.Size when sizes < FewestOnOneAxis => string.Create(CultureInfo.InvariantCulture, $"L(N) needs at least {FewestOnOneAxis} model sizes, there are {sizes}"),
            LawKind.Data when dataSizes < FewestOnOneAxis => string.Create(CultureInfo.InvariantCulture, $"L(D) needs at least {FewestOnOneAxis} data sizes, there are {dataSizes}"),
            LawKind.SizeAndData when sizes < FewestOnEachAxis || dataSizes < FewestOnEachAxis || points.Length < FewestOnBoth =>
                string.Create(CultureInfo.InvariantCulture, $"L(N, D) needs at least {FewestOnEachAxis} of each and {FewestOnBoth} trials, there are {sizes} model sizes and {dataSizes} data sizes in {points.Length} trials"),
            _ => null,
        };
    }

    private static IEnumerable<string> Overall(StudyResults results, ImmutableArray<TrialGroup> groups)
    {
        if (!results.Complete)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{results.Unfinished.Length} of {results.Plan.Trials.Length} trials have no result; the numbers rest on the others.");
        }

        foreach (var trial in results.Trials.Where(trial => !double.IsFinite(trial.Loss)))
        {
            yield return $"{trial.Family} {SizeText.Format(trial.Parameters)}, {trial.Arm}, {trial.Records} records: the loss is not finite; it is left out.";
        }

        foreach (var group in groups)
        {
            var rising = group.Points.GroupBy(point => point.N).Count(line => line.MinBy(point => point.D)!.Loss < line.MaxBy(point => point.D)!.Loss);
            if (rising > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{group.Title}: at {rising} of {group.Sizes.Length} sizes more data gave a higher loss; look at training length and learning rate before trusting its laws.");
            }
        }

        foreach (var warning in results.Plan.Warnings)
        {
            yield return warning;
        }
    }
}
