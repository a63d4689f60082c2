using System.Globalization;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>Words for laws, intervals and efficiencies, the same on the console and in the report.</summary>
public static class LawText
{
    /// <summary>The law's name with what it holds: <c>L(N) at D = 4K</c>.</summary>
    public static string Name(FittedLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Kind switch
        {
            LawKind.Size => double.IsNaN(law.Held) ? "L(N)" : $"L(N) at D = {SizeText.Format(law.Held)}",
            LawKind.Data => double.IsNaN(law.Held) ? "L(D)" : $"L(D) at N = {SizeText.Format(law.Held)}",
            _ => "L(N, D)",
        };
    }

    /// <summary>The exponents with their intervals.</summary>
    public static string Exponents(FittedLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return string.Join(", ", law.Parameters.Where(parameter => parameter.Name is "alpha" or "beta").Select(Named));
    }

    /// <summary>All parameters with their intervals.</summary>
    public static string Parameters(FittedLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return string.Join(", ", law.Parameters.Select(Named));
    }

    /// <summary>An estimate with its interval: <c>0.34 (0.29 to 0.4)</c>; <c>open</c> where the data set no end.</summary>
    public static string Interval(ParameterEstimate parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return string.Create(CultureInfo.InvariantCulture, $"{parameter.Value:G3} ({End(parameter.Low)} to {End(parameter.High)})");
    }

    /// <summary>An efficiency as a sentence, resolved or not.</summary>
    public static string Sentence(EfficiencyEstimate efficiency)
    {
        ArgumentNullException.ThrowIfNull(efficiency);
        var what = efficiency.Kind == LawKind.Size ? "parameters" : "records";
        return efficiency.Resolved
            ? string.Create(CultureInfo.InvariantCulture, $"{efficiency.Denominator} needs {efficiency.Ratio:G3} times the {what} of {efficiency.Numerator} for a loss of {efficiency.Loss:G4} on {AnswerText.Place(efficiency.Set, efficiency.Knowledge)} (95 % interval {efficiency.Low:G3} to {efficiency.High:G3}).")
            : $"{efficiency.Numerator} against {efficiency.Denominator}, {what}: not resolved by these data ({efficiency.Reason}).";
    }

    private static string Named(ParameterEstimate parameter) => $"{parameter.Name} {Interval(parameter)}";

    private static string End(double value) => double.IsFinite(value) ? value.ToString("G3", CultureInfo.InvariantCulture) : "open";
}
