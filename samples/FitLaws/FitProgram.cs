using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using EcgScaling.Laws;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Samples.FitLaws;

/// <summary>Reads, fits, and prints.</summary>
internal static class FitProgram
{
    public static int Run(FitRequest request)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var form = LawForms.Get(request.Form);
            var objective = FitObjective.Parse(request.Objective);
            var data = ScalingCsv.Read(request.Data.ToString(), Columns(request, form));
            if (request.Group is null)
            {
                var report = Fit(request, data, form, objective, watch);
                Print(report, request.Json ? report.ToJsonNode() : null);
                return 0;
            }

            var groups = new JsonObject();
            foreach (var family in data.Families!.Distinct().OfType<string>())
            {
                watch.Restart();
                var report = Fit(request, data.Where(row => data.Families![row] == family), form, objective, watch);
                groups[family] = report.ToJsonNode();
                if (!request.Json)
                {
                    Console.Out.WriteLine($"{request.Group} = {family}");
                    Print(report, null);
                }
            }

            if (request.Json)
            {
                Write(new JsonObject { ["form"] = form.Name, ["objective"] = objective.ToString(), ["group"] = request.Group, ["groups"] = groups });
            }

            return 0;
        }
        catch (EcgScalingException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }

    /// <summary>A simulated ladder of sizes and data sizes, fitted.</summary>
    public static int Smoke(bool json)
    {
        var points = new List<ScalingPoint>();
        var random = new RandomStream(7, "smoke");
        foreach (var n in new[] { 2e4, 1e5, 5e5, 2.5e6, 1.2e7, 6e7, 2e8 })
        {
            foreach (var d in new[] { 2e4, 1e5, 5e5, 2.3e6 })
            {
                points.Add(new ScalingPoint(n, d, (0.06 + (0.5 * Math.Pow(n, -0.2)) + (1.4 * Math.Pow(d, -0.25))) * Math.Exp(0.01 * random.NextGaussian())));
            }
        }

        var watch = Stopwatch.StartNew();
        var fit = ScalingLaw.Fit(points);
        var report = LawReport.Create(fit, fit.ProfileIntervals(), watch.Elapsed.TotalSeconds);
        Print(report, json ? report.ToJsonNode() : null);
        return 0;
    }

    private static LawReport Fit(FitRequest request, ScalingData data, LawForm form, FitObjective objective, Stopwatch watch)
    {
        var held = new Dictionary<string, double>();
        Hold("E_x", request.Ex);
        Hold("E_y", request.Ey);
        var fit = LawFitter.Fit(data, form, objective, new FitOptions { Fixed = held });
        var draws = request.Bootstrap > 0 ? Bootstrap.Run(fit, new BootstrapOptions { Replicates = request.Bootstrap, Seed = request.Seed, Threads = request.Threads }) : null;
        var intervals = Intervals(request, fit, draws);
        var report = LawReport.Create(fit, intervals, 0, draws?.Warnings);
        return report with { Seconds = watch.Elapsed.TotalSeconds, Bootstrap = draws };

        void Hold(string name, double? value)
        {
            if (value is { } number)
            {
                held[name] = number;
            }
        }
    }

    private static List<QuantityInterval> Intervals(FitRequest request, LawFit fit, BootstrapResult? draws)
    {
        var names = fit.Parameters.Select(parameter => parameter.Name).Where(name => !(name == "E_x" && request.Ex is not null) && !(name == "E_y" && request.Ey is not null));
        return request.Intervals switch
        {
            "profile" => [.. fit.ProfileIntervals(request.Level)],
            "wald" => [.. names.Select(name => Covariance.Of(fit).Wald(FitQuantity.OfParameter(fit, name), request.Level))],
            "sandwich" => [.. names.Select(name => Covariance.Of(fit, CovarianceKind.Sandwich).Wald(FitQuantity.OfParameter(fit, name), request.Level))],
            "percentile" => [.. names.Select(name => Draws().Percentile(name, request.Level))],
            "bca" => [.. names.Select(name => Draws().BiasCorrected(name, request.Level))],
            "none" => [],
            _ => throw new SpecException("--intervals", [$"'{request.Intervals}' is not known; allowed: profile, wald, sandwich, percentile, bca, none."]),
        };

        BootstrapResult Draws() => draws ?? throw new SpecException("--intervals", [$"'{request.Intervals}' needs draws; add --bootstrap 2000."]);
    }

    private static ScalingColumns Columns(FitRequest request, LawForm form)
    {
        var conditions = request.Where.Select(text => text.Split('=', 2)).ToArray();
        if (conditions.FirstOrDefault(parts => parts.Length != 2) is { } wrong)
        {
            throw new SpecException("--where", [$"'{wrong[0]}' is not COLUMN=VALUE."]);
        }

        if (form.Inputs.Contains(LawInput.X) && request.X is null)
        {
            throw new SpecException("--x", [$"'{form.Name}' is a function of x; name its column with --x."]);
        }

        return new ScalingColumns
        {
            N = request.N,
            D = request.D,
            C = request.C,
            U = request.U,
            X = request.X,
            Loss = request.Y ?? request.Loss,
            Weight = request.Weight,
            Run = request.Run,
            Family = request.Group,
            Where = [.. conditions.Select(parts => (parts[0], parts[1]))],
        };
    }

    private static void Print(LawReport report, JsonObject? json)
    {
        if (json is not null)
        {
            Write(json);
            return;
        }

        Console.Out.WriteLine(report.Fit);
        foreach (var interval in report.Intervals)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {interval.Name,-8} {interval.Estimate,14:G7}   [{interval.Lower:G6}, {interval.Upper:G6}]  {100 * interval.Level:G3} % {interval.Method}"));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  certificate {(report.Fit.Certificate.Passed ? "passed" : "NOT passed")}, {report.Fit.Certificate.StartsAtBest} of {report.Fit.Certificate.Starts} starts at the best minimum; AICc {report.Criteria.Aicc:F2}; {report.Seconds:F3} s"));
        foreach (var warning in report.Warnings)
        {
            Console.Out.WriteLine($"  {warning.Severity.ToString().ToLowerInvariant()} {warning.Code}: {warning.Message}");
        }
    }

    private static void Write(JsonObject json) => Console.Out.WriteLine(json.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
