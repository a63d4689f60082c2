using System.Globalization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Testing;

namespace EcgScaling.Benchmarks;

/// <summary>Fits every row of the shared targets and prints how each compares.</summary>
internal static class TargetsCommand
{
    public static int Run()
    {
        var culture = CultureInfo.InvariantCulture;
        var epoch = ScalingCsv.Read(SharedData.PathOf("fits", "chinchilla_epoch.csv"), new ScalingColumns { Where = [("in_fit", "1")] });
        foreach (var objective in new[] { "huber:1e-3", "lad", "ls-log", "ls", "huber", "student-t" })
        {
            var fit = LawFitter.Fit(epoch, LawForms.Chinchilla, FitObjective.Parse(objective));
            Print(objective, fit);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var intervals = fit.ProfileIntervals();
            Console.WriteLine($"   {string.Join(" ", intervals.Select(interval => string.Create(culture, $"{interval.Name} [{interval.Lower:G6}, {interval.Upper:G6}]")))} {watch.Elapsed.TotalMilliseconds:F1} ms");
        }

        foreach (var form in LawForms.All.Values.Where(form => form.Inputs.All(epoch.Has)))
        {
            Print(form.Name, LawFitter.Fit(epoch, form, FitObjective.StudentT));
        }

        foreach (var line in File.ReadLines(SharedData.PathOf("fits", "gemstones_verified.csv")).Skip(1))
        {
            var cells = line.Split(',');
            var data = Gemstones(cells[0], cells[1] == "1");
            var delta = double.Parse(cells[2], culture);
            var fit = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.Huber(delta));
            var target = double.Parse(cells[6], culture);
            Console.WriteLine(string.Create(culture, $"{cells[0],-40} {cells[1]} {delta,7} excess {(fit.ObjectiveValue / target) - 1:E2} alpha {fit["alpha"] - double.Parse(cells[9], culture):E1} beta {fit["beta"] - double.Parse(cells[11], culture):E1} logE {Math.Log(fit["E"]) - double.Parse(cells[13], culture):E1} {Describe(fit)}"));
        }

        return 0;
    }

    private static void Print(string name, LawFit fit) => Console.WriteLine($"{name,-14} {string.Join(" ", fit.Parameters.Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}={parameter.Value:G8}")))} obj {fit.ObjectiveValue.ToString("R", CultureInfo.InvariantCulture)} {Describe(fit)}");

    private static string Describe(LawFit fit)
    {
        var c = fit.Certificate;
        return string.Create(CultureInfo.InvariantCulture, $"| {(c.Passed ? "ok" : "NO")} conv {c.Converged} grad {c.GradientNorm:E1} cond {c.ConditionNumber:E1} starts {c.StartsAtBest}/{c.Starts} minima {c.DistinctMinima.Count} evals {c.Evaluations} gap {c.SecondOpinion?.RelativeGap:E1} {c.SecondOpinion?.LargestPredictionGap:E1} {string.Join(",", c.ActiveBounds)}");
    }

    private static ScalingData Gemstones(string subset, bool noEmbeddings)
    {
        var data = ScalingCsv.Read(SharedData.PathOf("fits", "gemstones.csv"), new ScalingColumns { X = noEmbeddings ? "width" : null, Where = [("subset", subset)] });
        if (!noEmbeddings)
        {
            return data;
        }

        var width = data.Column(LawInput.X);
        return new ScalingData(
            new Dictionary<LawInput, double[]> { [LawInput.N] = [.. data.Column(LawInput.N).Zip(width, (n, w) => n - (50304 * w))], [LawInput.D] = data.Column(LawInput.D) },
            data.Losses);
    }
}
