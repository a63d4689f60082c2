using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws;

/// <summary>Fits a scaling law in one line. The explicit objects are underneath: <see cref="LawForms"/>, <see cref="FitObjective"/>, <see cref="LawFitter"/>.</summary>
public static class ScalingLaw
{
    /// <summary>Fits a law to measured points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="form">The law; null: E + A·N^-alpha + B·D^-beta where both N and D vary, else the power of the one that does.</param>
    /// <param name="objective">What to make small; null: Huber on log residuals with automatic delta, least squares where points are few.</param>
    /// <exception cref="ScalingDataException">The points cannot be fitted: rows and columns are named.</exception>
    public static LawFit Fit(IEnumerable<ScalingPoint> points, LawForm? form = null, FitObjective? objective = null) => Fit(points.ToScalingData(), form, objective);

    /// <summary>Fits a law to a table.</summary>
    /// <inheritdoc cref="Fit(IEnumerable{ScalingPoint}, LawForm?, FitObjective?)"/>
    public static LawFit Fit(ScalingData data, LawForm? form = null, FitObjective? objective = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return LawFitter.Fit(data, form ?? DefaultForm(data), objective);
    }

    private static PowerLawForm DefaultForm(ScalingData data)
    {
        var (size, samples) = (Varies(data, LawInput.N), Varies(data, LawInput.D));
        return size && samples ? LawForms.Chinchilla
            : size ? LawForms.PowerOfN
            : samples ? LawForms.PowerOfD
            : Varies(data, LawInput.C) ? LawForms.PowerOfC
            : LawForms.Chinchilla;
    }

    private static bool Varies(ScalingData data, LawInput input) => data.Has(input) && data.Column(input).Distinct().Skip(1).Any();
}
