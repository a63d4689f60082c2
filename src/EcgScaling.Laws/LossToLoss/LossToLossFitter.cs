using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.LossToLoss;

/// <summary>
/// Fits y = K·(x - E_x)^kappa + E_y to two losses of the same runs. Where N and D are known, the asymptotes come from the two laws L(N, D), and the
/// bootstrap refits those as well: the interval of kappa then tells the truth about what E is worth.
/// </summary>
public static class LossToLossFitter
{
    /// <summary>Fits the law.</summary>
    /// <param name="data">x as <see cref="LawInput.X"/>, y as the losses, and N and D where the asymptotes are to come from laws.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ScalingDataException">The data cannot be fitted.</exception>
    public static LossToLossFit Fit(ScalingData data, LossToLossOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new LossToLossOptions();
        options.Validate();
        DataChecks.Check(LawForms.LossToLoss, data, options.Objective);
        var hasSizes = options.AsymptoteForm.Inputs.All(data.Has);
        var ofX = hasSizes && options.AsymptoteX is null ? LawFitter.Fit(data.WithLosses(data.Column(LawInput.X)), options.AsymptoteForm, options.Objective) : null;
        var ofY = hasSizes && options.AsymptoteY is null ? LawFitter.Fit(data, options.AsymptoteForm, options.Objective) : null;
        var (ex, ey) = (options.AsymptoteX ?? Asymptote(ofX), options.AsymptoteY ?? Asymptote(ofY));
        var (map, fit) = Map(data, data.Weights, ex, ey, options);
        var given = KappaInterval(fit, map, options.Level);
        var draws = options.Replicates > 0 ? Resample(data, options, ofX, ofY, map, cancellation) : [];
        var warnings = Warnings(ofX, ofY, fit, ex, ey);
        return new LossToLossFit(map[0], map[1], map[2], map[3], Intervals(draws, map, options.Level), given, ofX, ofY, Rms(data, x => (map[0] * Math.Pow(x - map[2], map[1])) + map[3]), Rms(data, x => x), Affine(data), options.ErrorRatio, warnings);
    }

    private static double? Asymptote(LawFit? fit) => fit is null ? null : fit.Form.Parameters.Any(parameter => parameter.Name == "E") ? fit["E"] : 0;

    /// <summary>Fits the map for given asymptotes (null: free); an asymptote above the data is brought just below them.</summary>
    private static (double[] Natural, LawFit Fit) Map(ScalingData data, double[] weights, double? ex, double? ey, LossToLossOptions options)
    {
        var kept = Enumerable.Range(0, data.Count).Where(row => weights[row] > 0).ToArray();
        var x = data.Column(LawInput.X);
        var held = new Dictionary<string, double>();
        if (ex is { } first)
        {
            held["E_x"] = Math.Min(first, kept.Min(row => x[row]) * (1 - 1e-3));
        }

        if (ey is { } second)
        {
            held["E_y"] = Math.Min(second, kept.Min(row => data.Losses[row]) * (1 - 1e-3));
        }

        var table = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.X] = x }, data.Losses, weights, data.Names, [.. data.Rows]) { LossName = data.LossName, Runs = data.Runs, Source = data.Source };
        var fit = LawFitter.Fit(table, LawForms.LossToLoss, options.Objective, new FitOptions { Fixed = held, SecondOpinion = false });
        var natural = fit.Natural.ToArray();
        if (options.ErrorRatio > 0)
        {
            double[] lower = [0, 1e-3, held.GetValueOrDefault("E_x"), held.GetValueOrDefault("E_y")];
            double[] upper = [double.PositiveInfinity, 15, held.TryGetValue("E_x", out var hx) ? hx : double.PositiveInfinity, held.TryGetValue("E_y", out var hy) ? hy : double.PositiveInfinity];
            new NewtonMinimizer(4).Minimize(new ErrorsInXProblem(x, data.Losses, weights, options.ErrorRatio, lower, upper), natural);
        }

        return (natural, fit);
    }

    private static QuantityInterval KappaInterval(LawFit fit, double[] map, double level)
    {
        var interval = fit.ProfileInterval("kappa", level);

        // Orthogonal regression moves the estimate; the width of the plain profile is kept as the known-asymptote reference.
        var shift = map[1] - interval.Estimate;
        return interval with { Name = "kappa | E_x, E_y", Estimate = map[1], Lower = interval.Lower + shift, Upper = interval.Upper + shift };
    }

    private static List<double[]> Resample(ScalingData data, LossToLossOptions options, LawFit? ofX, LawFit? ofY, double[] map, CancellationToken cancellation)
    {
        var clusters = RowClusters.By(data, runs: true);
        var draws = new double[]?[options.Replicates];
        Parallel.For(0, options.Replicates, new ParallelOptions { CancellationToken = cancellation }, number =>
        {
            var random = new RandomStream(options.Seed, "loss-to-loss", number);
            var factors = new double[clusters.Count];
            for (var draw = 0; draw < clusters.Count; draw++)
            {
                factors[random.NextInt32(clusters.Count)]++;
            }

            double[] weights = [.. data.Weights.Select((weight, row) => clusters.Of[row] < 0 ? 0 : weight * factors[clusters.Of[row]])];
            try
            {
                var ex = options.AsymptoteX ?? Refit(ofX, weights);
                var ey = options.AsymptoteY ?? Refit(ofY, weights);
                draws[number] = Map(data, weights, ex, ey, options).Natural;
            }
            catch (EcgScalingException)
            {
                draws[number] = null;
            }
        });
        _ = map;
        return [.. draws.OfType<double[]>()];
    }

    private static double? Refit(LawFit? fit, double[] weights)
    {
        if (fit is null)
        {
            return null;
        }

        var problem = fit.Design.CreateProblem(fit.Options).Clone(ownWeights: true);
        weights.CopyTo(problem.Weights, 0);
        var x = (double[])fit.Working.Clone();
        new RobustPath(problem).Minimize(x, fit.WorkingDelta);
        var at = fit.Form.Parameters.ToList().FindIndex(parameter => parameter.Name == "E");
        return at < 0 ? 0 : fit.Design.ToNatural(x)[at];
    }

    private static List<QuantityInterval> Intervals(List<double[]> draws, double[] map, double level)
    {
        var names = new[] { "K", "kappa", "E_x", "E_y" };
        var tail = (1 - level) / 2;
        return draws.Count < 20 ? [] : [.. names.Select((name, i) =>
        {
            var sorted = draws.Select(draw => draw[i]).Order().ToArray();
            return new QuantityInterval(name, map[i], BootstrapResult.Quantile(sorted, tail), BootstrapResult.Quantile(sorted, 1 - tail), level, "bootstrap, asymptotes refitted");
        })];
    }

    private static List<FitWarning> Warnings(LawFit? ofX, LawFit? ofY, LawFit fit, double? ex, double? ey)
    {
        var warnings = new List<FitWarning>(fit.Warnings);
        foreach (var (name, law) in new[] { ("x", ofX), ("y", ofY) })
        {
            warnings.AddRange((law?.Warnings ?? []).Select(warning => warning with { Message = $"law of {name}: {warning.Message}" }));
        }

        if (ex is null && ey is null)
        {
            warnings.Add(new FitWarning(WarningCodes.NotIdentified, WarningSeverity.Severe, "both asymptotes are free: losses alone do not determine K, kappa, E_x and E_y together; give N and D, or the asymptotes."));
        }

        return warnings;
    }

    private static double Rms(ScalingData data, Func<double, double> predict)
    {
        var x = data.Column(LawInput.X);
        var rows = Enumerable.Range(0, data.Count).Where(row => data.Weights[row] > 0).ToArray();
        return Math.Sqrt(rows.Average(row => Math.Pow(Math.Log(predict(x[row]) / data.Losses[row]), 2)));
    }

    private static double Affine(ScalingData data)
    {
        var trend = Compute.PowerTrend.Fit([.. data.Column(LawInput.X).Where((_, row) => data.Weights[row] > 0)], [.. data.Losses.Where((_, row) => data.Weights[row] > 0)]);
        return trend is null ? double.NaN : Rms(data, trend.At);
    }
}
