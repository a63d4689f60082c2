using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Fitting;

/// <summary>Fits a law to data: checks, scales, starts by variable projection, minimises along the robust path, and certifies the result.</summary>
/// <remarks>Stateless and thread-safe.</remarks>
public static class LawFitter
{
    private const double EfficientHuber = 1.345;
    private const int FewestRobust = 15;

    /// <summary>Fits a law.</summary>
    /// <param name="data">The data.</param>
    /// <param name="form">The law.</param>
    /// <param name="objective">What to make small; null: <see cref="FitObjective.Default"/>.</param>
    /// <param name="options">How hard to look; null: the defaults.</param>
    /// <exception cref="ScalingDataException">The data cannot be fitted: rows and columns are named.</exception>
    /// <exception cref="SpecException">The objective or the options are not allowed.</exception>
    public static LawFit Fit(ScalingData data, LawForm form, FitObjective? objective = null, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(form);
        objective ??= FitObjective.Default;
        options ??= new FitOptions();
        objective.Validate();
        options.Validate();
        CheckNames(form, options);
        var design = LawDesign.Create(form, data, objective, options);
        var problem = design.CreateProblem(options);
        var path = new RobustPath(problem);
        var starts = Starts(design, problem, options);
        var delta = FinalDelta(design, path, starts);
        var runs = Follow(path, starts, delta, form.Name);
        LocalMinima.Explore(path, runs, delta);
        var best = runs[0];
        var certificate = Certifier.Certify(design, problem, delta, runs, options.SecondOpinion);
        if (certificate.Better is { } better)
        {
            best = new FitRun(best.Start, better.X, better.Result);
            path.Newton.Minimize(problem, best.X);
        }

        return LawFit.Create(design, options, delta, best.X, certificate.Certificate);
    }

    /// <summary>The runs from all starts, best first.</summary>
    internal static List<FitRun> Follow(RobustPath path, IReadOnlyList<double[]> starts, double delta, string name)
    {
        var runs = new List<FitRun>();
        foreach (var start in starts)
        {
            var x = (double[])start.Clone();
            runs.Add(new FitRun(start, x, path.Minimize(x, delta)));
        }

        var ordered = runs.OrderBy(run => double.IsNaN(run.Result.Value) ? double.PositiveInfinity : run.Result.Value).ToList();
        return double.IsFinite(ordered[0].Result.Value)
            ? ordered
            : throw new FitFailedException($"None of {starts.Count} starts of '{name}' gave a finite objective. The law may not be able to describe such data; try another form.");
    }

    /// <summary>Huber's delta in scaled units; infinite for squares and likelihoods.</summary>
    internal static double FinalDelta(LawDesign design, RobustPath path, IReadOnlyList<double[]> starts)
    {
        var (objective, problem) = (design.Objective, (LawProblem)path.Problem);
        var unit = objective.Scale == ResidualScale.Raw ? design.Scaling.Response : 1;
        if (objective.Loss is ResidualLoss.Squares or ResidualLoss.StudentT)
        {
            return double.PositiveInfinity;
        }

        if (objective.Loss == ResidualLoss.Huber && !double.IsNaN(objective.Delta))
        {
            return objective.Delta / unit;
        }

        var x = (double[])Follow(path, [.. starts.Take(4)], double.PositiveInfinity, design.Form.Name)[0].X.Clone();
        problem.Evaluate(x, default, default, default);
        var freedom = design.DegreesOfFreedom(problem);
        var correction = freedom > 0 ? Math.Sqrt(design.Effective / (double)freedom) : 1;
        if (objective.Loss == ResidualLoss.Absolute)
        {
            return Math.Max(1e-7 * path.RobustScale(), 1e-15);
        }

        if (freedom < FewestRobust)
        {
            return double.PositiveInfinity;
        }

        var delta = double.PositiveInfinity;
        for (var round = 0; round < 4; round++)
        {
            var next = EfficientHuber * correction * path.RobustScale();
            if (!(next > 1e-13) || Math.Abs(next - delta) < 1e-3 * delta)
            {
                break;
            }

            delta = next;
            path.Minimize(x, delta);
        }

        return delta;
    }

    private static List<double[]> Starts(LawDesign design, LawProblem problem, FitOptions options)
    {
        var starts = new List<double[]>();
        foreach (var natural in options.ExtraStarts)
        {
            if (natural.Length != problem.LawSize)
            {
                throw new SpecException(nameof(FitOptions), [$"A start has {natural.Length} numbers; '{design.Form.Name}' has {problem.LawSize} parameters ({string.Join(", ", design.Form.Parameters.Select(parameter => parameter.Name))})."]);
            }

            var scaled = new double[problem.Dimension];
            design.Form.FromNatural(natural, design.Scaling, scaled.AsSpan(0, problem.LawSize));
            starts.Add(scaled);
        }

        if (!options.OnlyExtraStarts)
        {
            // Starts minimise squared residuals; on the log scale that is relative error.
            var weights = (double[])design.Weights.Clone();
            for (var row = 0; row < weights.Length && design.Objective.Scale == ResidualScale.Log; row++)
            {
                weights[row] /= design.Responses[row] * design.Responses[row];
            }

            foreach (var start in design.Form.Starts(new LawSample(design.Columns, design.Responses, weights) { Lower = problem.Lower[..problem.LawSize].ToArray(), Upper = problem.Upper[..problem.LawSize].ToArray() }).Take(options.Starts))
            {
                starts.Add([.. start, .. new double[problem.Dimension - start.Length]]);
            }
        }

        return starts;
    }

    private static void CheckNames(LawForm form, FitOptions options)
    {
        var known = form.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var unknown = options.Fixed.Keys.Concat(options.Bounds.Keys).Where(name => !known.Contains(name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new SpecException(nameof(FitOptions), [$"'{form.Name}' has no parameter {string.Join(", ", unknown)}; it has {string.Join(", ", known)}."]);
        }
    }
}
