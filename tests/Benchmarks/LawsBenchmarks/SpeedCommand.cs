using System.Diagnostics;
using System.Globalization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Benchmarks;

/// <summary>Times the fitter on 240 points: point fit, eight profile bounds, 4,000 bootstrap refits, allocation of the inner loop; scipy beside it on the same data.</summary>
internal static class SpeedCommand
{
    public static int Run(string? file, bool withScipy)
    {
        var data = file is null ? Simulated() : ScalingCsv.Read(file, new ScalingColumns { Where = [("in_fit", "1")] });
        var objective = ObjectivePresets.Hoffmann;
        Console.WriteLine($"{data.Count} points from {data.Source}, Chinchilla's law, Huber 1e-3 on log residuals, one thread, {Environment.ProcessorCount} processors");
        var cold = Stopwatch.StartNew();
        var fit = LawFitter.Fit(data, LawForms.Chinchilla, objective);
        Report("point fit with certificate, cold", cold.Elapsed.TotalMilliseconds, 1);
        Report("point fit with certificate, warm", Best(30, () => LawFitter.Fit(data, LawForms.Chinchilla, objective)), 1);
        Report("eight profile bounds (E, alpha, beta, L at 10 C)", Best(20, () =>
        {
            foreach (var quantity in new[] { FitQuantity.OfParameter(fit, "E"), FitQuantity.OfParameter(fit, "alpha"), FitQuantity.OfParameter(fit, "beta"), FitQuantity.Response(fit, 5e10, 2e12) })
            {
                fit.ProfileInterval(quantity);
            }
        }), 1);
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            Report($"4,000 bootstrap refits, {threads} thread(s)", Best(3, () => Bootstrap.Run(fit, new BootstrapOptions { Replicates = 4000, Seed = 1, Threads = threads })), 1);
        }

        var problem = fit.Design.CreateProblem(fit.Options);
        problem.Delta = fit.WorkingDelta;
        var (x, size) = ((double[])fit.Working.Clone(), problem.Dimension);
        var (gradient, hessian, metric) = (new double[size], new double[size * size], new double[size * size]);
        Report("objective, gradient, Hessian and metric", 1000 * Best(20, () => Repeat(2000, () => problem.Evaluate(x, gradient, hessian, metric))) / 2000, 1, "us");
        var path = new RobustPath(problem);
        path.Minimize(x, fit.WorkingDelta);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            fit.Working.CopyTo(x, 0);
            path.Minimize(x, fit.WorkingDelta);
        }

        Console.WriteLine($"{"allocated by 100 warm refits",-52} {GC.GetAllocatedBytesForCurrentThread() - before,12} bytes");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"objective",-52} {fit.ObjectiveValue:R}"));
        return withScipy ? Scipy(data) : 0;
    }

    /// <summary>240 points of Chinchilla's law in the range of its data, with half a per cent of noise.</summary>
    public static ScalingData Simulated()
    {
        var random = new RandomStream(240, "speed");
        var points = new List<Laws.ScalingPoint>();
        for (var i = 0; i < 240; i++)
        {
            var (n, d) = (4e7 * Math.Pow(400, i % 16 / 15.0), 3e8 * Math.Pow(1000, i / 16 / 14.0));
            points.Add(new Laws.ScalingPoint(n, d, (1.82 + (480 * Math.Pow(n, -0.348)) + (2100 * Math.Pow(d, -0.366))) * Math.Exp(0.005 * random.NextGaussian())));
        }

        return points.ToScalingData();
    }

    private static int Scipy(ScalingData data)
    {
        var folder = Directory.CreateTempSubdirectory("laws-speed");
        var table = Path.Combine(folder.FullName, "points.csv");
        File.WriteAllLines(table, Enumerable.Range(0, data.Count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{data.Column(LawInput.N)[row]:R},{data.Column(LawInput.D)[row]:R},{data.Losses[row]:R}")).Prepend("n,d,loss"));
        var script = Path.Combine(AppContext.BaseDirectory, "scipy_reference.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, table]) { UseShellExecute = false });
        process!.WaitForExit();
        folder.Delete(recursive: true);
        return process.ExitCode;
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    private static double Best(int times, Action action)
    {
        // Tiered compilation needs a moment; the shortest of several runs is least disturbed by other work on the machine.
        Repeat(Math.Max(3, times), action);
        Thread.Sleep(200);
        Repeat(3, action);
        return Enumerable.Range(0, times).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            action();
            return watch.Elapsed.TotalMilliseconds;
        });
    }

    private static void Report(string what, double value, double divisor, string unit = "ms") => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {value / divisor,12:F3} {unit}"));
}
