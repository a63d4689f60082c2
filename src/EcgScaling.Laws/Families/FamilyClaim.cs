using System.Globalization;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Families;

/// <summary>A statement that one family has more of a parameter than another, made only where the interval of the difference resolves it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="A">The first family.</param>
/// <param name="B">The second family.</param>
/// <param name="Difference">The difference a - b with its profile interval.</param>
/// <param name="IsResolved">Whether the interval excludes zero.</param>
/// <param name="Statement">A sentence that says no more than the interval does.</param>
/// <param name="Warning">The warning where the order is not resolved; else null.</param>
public sealed record FamilyClaim(string Parameter, string A, string B, QuantityInterval Difference, bool IsResolved, string Statement, FitWarning? Warning)
{
    /// <summary>Compares a parameter of two families.</summary>
    /// <exception cref="SpecException">A family or the parameter is not known, or the fit shares the parameter.</exception>
    public static FamilyClaim Of(FamilyFit fit, string a, string b, string parameter, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Options.Sharing.GetValueOrDefault(parameter) == ParameterSharing.Shared)
        {
            throw new SpecException("claim", [$"'{parameter}' is shared in this fit, so it cannot differ; fit it free."]);
        }

        var (first, second) = (fit.Parameter(a, parameter), fit.Parameter(b, parameter));
        var difference = fit.ProfileInterval(new FamilyQuantity($"{parameter}[{a}] - {parameter}[{b}]", all => first.Evaluate(all) - second.Evaluate(all)), level);
        var resolved = difference.Lower > 0 || difference.Upper < 0;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{parameter} differs by {difference.Estimate:G3} ({100 * level:G3} % interval {difference.Lower:G3} to {difference.Upper:G3})");
        return resolved
            ? new FamilyClaim(parameter, a, b, difference, true, $"{parameter} is {(difference.Lower > 0 ? "larger" : "smaller")} for {a} than for {b}: {numbers}.", null)
            : new FamilyClaim(parameter, a, b, difference, false, $"The order of {parameter} between {a} and {b} is not resolved: {numbers}.", new FitWarning(WarningCodes.NotResolved, WarningSeverity.Caution, $"the order of {parameter} between {a} and {b} is not resolved."));
    }
}
