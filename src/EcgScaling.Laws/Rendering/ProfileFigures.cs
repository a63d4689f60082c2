using EcgScaling.Figures;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Rendering;

/// <summary>How fast the fit gets worse when a quantity is held away from its estimate.</summary>
public static class ProfileFigures
{
    /// <summary>One profile with its critical value and the interval between the crossings.</summary>
    public static Figure ToFigure(this ProfileCurve profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        QuantityInterval interval = profile.Interval;
        double reach = double.IsFinite(profile.Critical) ? profile.Critical * 2.2 : double.PositiveInfinity;
        (double Value, double Statistic)[] shown = [.. profile.Values.Zip(profile.Statistic).Where(point => point.Second <= reach)];
        Figure figure = Figure.Create($"Profile of {Symbols.Of(profile.Name)}")
            .Subtitle($"{NumberText.Significant(interval.Level * 100, 3)} % interval {NumberText.Interval(interval.Estimate, interval.Lower, interval.Upper, 4)}")
            .X(Symbols.Of(profile.Name)).Y("F statistic").YFromZero()
            .Line("", shown.Select(point => point.Value), shown.Select(point => point.Statistic))
            .Points("", shown.Select(point => point.Value), shown.Select(point => point.Statistic))
            .NoLegend();
        if (double.IsFinite(profile.Critical))
        {
            figure = figure.HorizontalLine(profile.Critical, $"critical value {NumberText.Significant(profile.Critical, 3)}");
        }

        foreach (double end in new[] { interval.Lower, interval.Upper }.Where(double.IsFinite))
        {
            figure = figure.VerticalLine(end);
        }

        return figure;
    }

    /// <summary>The profiles of all parameters of a fit as panels.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="level">The level of the intervals.</param>
    public static FigureGrid ProfileFigure(this LawFit fit, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return FigureGrid.Create("Profiles of the parameters")
            .Subtitle($"{Symbols.Of(fit.Form.Formula)}; dashed: critical value and ends of the {NumberText.Significant(level * 100, 3)} % interval; a curve that stays low leaves the interval open")
            .Columns(fit.Parameters.Count > 4 ? 3 : 2)
            .PanelsOf(fit.Parameters.Where(parameter => !fit.Options.Fixed.ContainsKey(parameter.Name))
                .Select(parameter => fit.ProfileCurve(FitQuantity.OfParameter(fit, parameter.Name), level).ToFigure()));
    }
}
