using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Selection;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Results;

/// <summary>A fit with its intervals and criteria in one place: what a command prints and a report shows.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Intervals">Intervals of its parameters and of quantities that follow from them.</param>
/// <param name="Criteria">Likelihood and information criteria.</param>
/// <param name="Warnings">The fit's warnings and those of the intervals.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record LawReport(LawFit Fit, IReadOnlyList<QuantityInterval> Intervals, ModelCriteria Criteria, IReadOnlyList<FitWarning> Warnings, double Seconds)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bootstrap that was run beside, or null.</summary>
    public BootstrapResult? Bootstrap { get; init; }

    /// <summary>Puts a report together; an interval that is open on a side adds a warning.</summary>
    public static LawReport Create(LawFit fit, IReadOnlyList<QuantityInterval> intervals, double seconds = 0, IReadOnlyList<FitWarning>? more = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(intervals);
        var warnings = new List<FitWarning>(fit.Warnings);
        foreach (var interval in intervals.Where(interval => !interval.IsClosed && fit.DegreesOfFreedom > 0))
        {
            var side = !double.IsFinite(interval.Lower) && !double.IsFinite(interval.Upper) ? "on both sides" : double.IsFinite(interval.Lower) ? "above" : "below";
            warnings.Add(new FitWarning(WarningCodes.FlatProfile, WarningSeverity.Severe, string.Create(CultureInfo.InvariantCulture, $"the interval of {interval.Name} is open {side}: these data do not determine it.")));
        }

        return new LawReport(fit, intervals, ModelCriteria.Of(fit), [.. warnings, .. more ?? []], seconds);
    }

    /// <summary>The report as JSON: form, objective, n, parameters, objectiveValue, certificate, intervals, selection, warnings, seconds, provenance.</summary>
    public string ToJson() => ToJsonNode().ToJsonString(Indented);

    /// <summary>The parameters and intervals as CSV.</summary>
    public string ToCsv()
    {
        var lines = new List<string> { "name,value,lower,upper,level,method" };
        foreach (var parameter in Fit.Parameters)
        {
            var interval = Intervals.FirstOrDefault(one => one.Name == parameter.Name);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{parameter.Name},{parameter.Value:R},{interval?.Lower:R},{interval?.Upper:R},{interval?.Level:R},{interval?.Method}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The report as a JSON object, for embedding in another.</summary>
    public JsonObject ToJsonNode()
    {
        var certificate = Fit.Certificate;
        return new JsonObject
        {
            ["form"] = Fit.Form.Name,
            ["formula"] = Fit.Form.Formula,
            ["objective"] = Fit.Objective.ToString(),
            ["n"] = Fit.Count,
            ["parameters"] = ParameterValues(),
            ["centred"] = Object(Fit.Parameters, parameter => parameter.Name, parameter => Number(parameter.Centred)),
            ["objectiveValue"] = Number(Fit.ObjectiveValue),
            ["delta"] = Number(Fit.Delta),
            ["certificate"] = new JsonObject
            {
                ["passed"] = certificate.Passed,
                ["converged"] = certificate.Converged,
                ["gradientNorm"] = Number(certificate.GradientNorm),
                ["promisedImprovement"] = Number(certificate.PromisedImprovement),
                ["conditionNumber"] = Number(certificate.ConditionNumber),
                ["starts"] = certificate.Starts,
                ["startsAtBest"] = certificate.StartsAtBest,
                ["distinctMinima"] = new JsonArray([.. certificate.DistinctMinima.Select(Number)]),
                ["movedFromStart"] = certificate.MovedFromStart,
                ["activeBounds"] = new JsonArray([.. certificate.ActiveBounds.Select(name => JsonValue.Create(name))]),
                ["secondOptimiser"] = certificate.SecondOpinion is not { } opinion ? null : new JsonObject
                {
                    ["name"] = opinion.Name,
                    ["relativeGap"] = Number(opinion.RelativeGap),
                    ["largestPredictionGap"] = Number(opinion.LargestPredictionGap),
                    ["agrees"] = opinion.Agrees,
                },
                ["evaluations"] = certificate.Evaluations,
            },
            ["intervals"] = Object(Intervals, interval => interval.Name, interval => new JsonObject
            {
                ["lo"] = Number(interval.Lower),
                ["hi"] = Number(interval.Upper),
                ["level"] = Number(interval.Level),
                ["method"] = interval.Method,
            }),
            ["bootstrap"] = Bootstrap is not { } draws ? null : new JsonObject
            {
                ["scheme"] = draws.Scheme.ToString().ToLowerInvariant(),
                ["replicates"] = draws.Replicates,
                ["seed"] = draws.Seed,
                ["failed"] = draws.Failed,
                ["atBound"] = draws.AtBound,
                ["standardErrors"] = Object(Fit.Parameters, parameter => parameter.Name, parameter => Number(draws.StandardError(parameter.Name))),
                ["percentile95"] = Object(Fit.Parameters, parameter => parameter.Name, parameter => new JsonObject { ["lo"] = Number(draws.Percentile(parameter.Name).Lower), ["hi"] = Number(draws.Percentile(parameter.Name).Upper) }),
            },
            ["selection"] = new JsonObject
            {
                ["logLikelihood"] = Number(Criteria.LogLikelihood),
                ["parameters"] = Criteria.ParameterCount,
                ["aic"] = Number(Criteria.Aic),
                ["aicc"] = Number(Criteria.Aicc),
                ["bic"] = Number(Criteria.Bic),
            },
            ["warnings"] = new JsonArray([.. Warnings.Select(warning => new JsonObject { ["code"] = warning.Code, ["severity"] = warning.Severity.ToString().ToLowerInvariant(), ["message"] = warning.Message })]),
            ["provenance"] = new JsonObject { ["source"] = Fit.Provenance.Source, ["dataHash"] = Fit.Provenance.DataHash, ["rows"] = Fit.Provenance.Rows, ["library"] = Fit.Provenance.Library },
            ["seconds"] = Number(Seconds),
        };
    }

    /// <summary>A number, or null where JSON has none (open ends, unknown).</summary>
    internal static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>Every parameter's value; a form of the nested family that holds gamma at 1 says so, so that fits of the family read alike.</summary>
    private JsonObject ParameterValues()
    {
        var values = Object(Fit.Parameters, parameter => parameter.Name, parameter => Number(parameter.Value));
        if (Fit.Form is PowerLawForm { HasGamma: false } && values.ContainsKey("alpha") && values.ContainsKey("beta"))
        {
            values["gamma"] = 1;
        }

        return values;
    }

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> value)
    {
        var result = new JsonObject();
        foreach (var item in items)
        {
            result[name(item)] = value(item);
        }

        return result;
    }
}
