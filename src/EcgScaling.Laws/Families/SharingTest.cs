using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Uncertainty;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Families;

/// <summary>The test that some parameters are equal across families: the rise of the objective when they are shared, against an F distribution.</summary>
/// <param name="Parameters">The parameters that were shared.</param>
/// <param name="Statistic">The rise for each constraint, in units of the noise.</param>
/// <param name="Constraints">How many constraints sharing adds.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the noise.</param>
/// <param name="Probability">The probability of so large a rise if the parameters were equal.</param>
/// <param name="AiccDifference">AICc of the shared minus that of the free fit (on the deviance scale); below zero, sharing is preferred.</param>
public sealed record SharingTest(IReadOnlyList<string> Parameters, double Statistic, int Constraints, int DegreesOfFreedom, double Probability, double AiccDifference)
{
    /// <summary>Whether equality is rejected at 5 %.</summary>
    public bool IsRejected => Probability < 0.05;

    /// <summary>Tests whether parameters are equal across families; all others are free.</summary>
    public static SharingTest Of(ScalingData data, LawForm form, IReadOnlyList<string> parameters, FamilyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        options ??= new FamilyOptions();
        var free = FamilyFitter.Fit(data, form, options with { Sharing = options.Sharing.Where(pair => !parameters.Contains(pair.Key)).ToDictionary() });
        var shared = FamilyFitter.Fit(data, form, options with { Sharing = parameters.Aggregate(free.Options.Sharing.ToDictionary(), (sharing, name) => new(sharing) { [name] = ParameterSharing.Shared }) });
        return Of(free, shared, parameters);
    }

    /// <summary>Compares two fits of the same families, the second with more sharing.</summary>
    internal static SharingTest Of(FamilyFit free, FamilyFit shared, IReadOnlyList<string> parameters)
    {
        var constraints = free.ParameterCount - shared.ParameterCount;
        var scale = ProfileScale.At(free.Problem, free.X, free.Delta, free.DegreesOfFreedom);
        shared.Problem.Delta = free.Delta;
        var rise = Math.Max(0, shared.Problem.Evaluate(shared.X, default, default, default) - free.Problem.Evaluate(free.X, default, default, default));
        var deviance = rise * (double.IsFinite(scale.Factor) ? scale.Factor : 0);
        var statistic = deviance / Math.Max(1, constraints);
        var probability = free.DegreesOfFreedom > 0 && constraints > 0 ? 1 - FisherSnedecor.CDF(constraints, free.DegreesOfFreedom, statistic) : 1;
        return new SharingTest(parameters, statistic, constraints, free.DegreesOfFreedom, probability, deviance - Penalty(free) + Penalty(shared));
    }

    private static double Penalty(FamilyFit fit)
    {
        var k = fit.ParameterCount + 1.0;
        return (2 * k) + (fit.Count - k - 1 > 0 ? 2 * k * (k + 1) / (fit.Count - k - 1) : 0);
    }
}
