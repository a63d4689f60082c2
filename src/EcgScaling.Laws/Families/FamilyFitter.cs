using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Families;

/// <summary>Fits one law to several families at once, with each parameter free, shared or partially pooled.</summary>
public static class FamilyFitter
{
    /// <summary>Fits the families of a table (<see cref="ScalingData.Families"/>).</summary>
    /// <exception cref="ScalingDataException">A family cannot be fitted, or there are fewer than two.</exception>
    /// <exception cref="SpecException">An option is not allowed.</exception>
    public static FamilyFit Fit(ScalingData data, LawForm form, FamilyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(form);
        options ??= new FamilyOptions();
        Check(data, form, options);
        var names = data.Families!.Distinct().OfType<string>().ToArray();
        var parts = names.Select(name => data.Where(row => data.Families![row] == name)).ToArray();
        var joint = LawDesign.Create(form, data.Where(row => data.Families![row] is not null), options.Objective, new FitOptions());

        // Each family on its own first: starts, the scale of the noise, and the spread between families.
        var alone = parts.Select(part => LawFitter.Fit(part, form, options.Objective, new FitOptions { SecondOpinion = false })).ToArray();
        var delta = JointDelta(options.Objective, alone, joint);
        var problems = parts.Select(part => Part(joint, part)).ToArray();
        var scaled = alone.Select(fit => Scaled(fit, joint)).ToArray();
        var maps = Maps(form, options, names.Length);
        var free = new FamilyProblem(problems, maps, []);
        var pools = Pools(form, options, alone, scaled, maps, free, delta);
        var problem = new FamilyProblem(problems, maps, pools);
        var path = new RobustPath(problem);
        var best = Starts(scaled, maps, problem.Dimension).Select(x => new FitRun((double[])x.Clone(), x, path.Minimize(x, delta))).MinBy(run => run.Result.Value)!;
        return double.IsFinite(best.Result.Value)
            ? new FamilyFit(names, parts, joint, problem, options, delta, best.X, best.Result, alone)
            : throw new FitFailedException($"'{form.Name}' could not be fitted to the families {string.Join(", ", names)} together.");
    }

    /// <summary>A family's problem in the common units.</summary>
    private static LawProblem Part(LawDesign joint, ScalingData part)
    {
        var columns = joint.Form.Inputs.Select((input, i) => (double[])[.. part.Column(input).Select(value => value / joint.Scaling.Inputs[i])]).ToArray();
        var padded = new LawColumns(columns);
        var weights = new double[padded.Count];
        part.Weights.CopyTo(weights, 0);
        var problem = new LawProblem(joint.Form, padded, LawColumns.Pad([.. part.Losses.Select(loss => loss / joint.Scaling.Response)], padded.Count), weights, joint.Objective);
        var bounds = joint.CreateProblem(new FitOptions());
        for (var i = 0; i < problem.LawSize; i++)
        {
            problem.SetBounds(i, bounds.Lower[i], bounds.Upper[i]);
        }

        return problem;
    }

    private static double JointDelta(FitObjective objective, Results.LawFit[] alone, LawDesign joint)
    {
        if (objective.Loss is ResidualLoss.Squares or ResidualLoss.StudentT)
        {
            return double.PositiveInfinity;
        }

        var unit = objective.Scale == ResidualScale.Raw ? joint.Scaling.Response : 1;
        return objective.Loss == ResidualLoss.Huber && !double.IsNaN(objective.Delta)
            ? objective.Delta / unit
            : alone.Select(fit => fit.Delta / unit).Order().ElementAt(alone.Length / 2);
    }

    private static double[] Scaled(Results.LawFit fit, LawDesign joint)
    {
        var scaled = new double[fit.Parameters.Count];
        joint.Form.FromNatural(fit.Natural, joint.Scaling, scaled);
        return scaled;
    }

    private static int[][] Maps(LawForm form, FamilyOptions options, int families)
    {
        var maps = Enumerable.Range(0, families).Select(_ => new int[form.Parameters.Count]).ToArray();
        var next = 0;
        for (var i = 0; i < form.Parameters.Count; i++)
        {
            var shared = options.Sharing.GetValueOrDefault(form.Parameters[i].Name) == ParameterSharing.Shared;
            for (var family = 0; family < families; family++)
            {
                maps[family][i] = shared && family > 0 ? maps[0][i] : next++;
            }
        }

        return maps;
    }

    /// <summary>The strength of pooling from the spread of the families' own estimates beyond their errors (DerSimonian and Laird).</summary>
    private static (int[] Members, double Precision)[] Pools(LawForm form, FamilyOptions options, Results.LawFit[] alone, double[][] scaled, int[][] maps, FamilyProblem free, double delta)
    {
        var pools = new List<(int[], double)>();
        for (var i = 0; i < form.Parameters.Count; i++)
        {
            if (options.Sharing.GetValueOrDefault(form.Parameters[i].Name) != ParameterSharing.Pooled)
            {
                continue;
            }

            var place = i;
            var errors = alone.Select((fit, family) => Covariance.Of(fit).StandardError(InCommonUnits(fit, place, scaled[family][place]))).ToArray();
            var weights = errors.Select(error => error > 0 ? 1 / (error * error) : 0).ToArray();
            var values = scaled.Select(x => x[place]).ToArray();
            var total = weights.Sum();
            var mean = values.Zip(weights, (value, weight) => value * weight).Sum() / Math.Max(total, 1e-300);
            var spread = values.Zip(weights, (value, weight) => weight * (value - mean) * (value - mean)).Sum();
            var variance = Math.Max(0, (spread - (values.Length - 1)) / Math.Max(total - (weights.Sum(weight => weight * weight) / Math.Max(total, 1e-300)), 1e-300));
            var x = new double[free.Dimension];
            for (var family = 0; family < maps.Length; family++)
            {
                for (var p = 0; p < maps[family].Length; p++)
                {
                    x[maps[family][p]] = scaled[family][p];
                }
            }

            var freedom = Math.Max(1, free.RowCount - free.Dimension);
            var scale = ProfileScale.At(free, x, delta, freedom);
            var floor = Math.Pow(1e-6 * (Math.Abs(mean) + 1e-6), 2);
            pools.Add(([.. maps.Select(map => map[place])], double.IsFinite(scale.Factor) ? 1 / scale.Factor / Math.Max(variance, floor) : 0));
        }

        return [.. pools];
    }

    /// <summary>A parameter in the common units: within a family's error the change of units is a constant factor.</summary>
    private static FitQuantity InCommonUnits(Results.LawFit fit, int place, double scaled)
    {
        var factor = fit.Natural[place] != 0 ? scaled / fit.Natural[place] : 1;
        return FitQuantity.Of(fit.Parameters[place].Name, parameters => parameters[place] * factor);
    }

    private static IEnumerable<double[]> Starts(double[][] scaled, int[][] maps, int dimension)
    {
        // Shared parameters start from the mean of the families, and from each family in turn.
        for (var leader = -1; leader < scaled.Length; leader++)
        {
            var (sum, count) = (new double[dimension], new int[dimension]);
            for (var family = 0; family < scaled.Length; family++)
            {
                for (var i = 0; i < maps[family].Length; i++)
                {
                    var isShared = maps.Count(map => map[i] == maps[family][i]) > 1;
                    var value = isShared && leader >= 0 ? scaled[leader][i] : scaled[family][i];
                    sum[maps[family][i]] += value;
                    count[maps[family][i]]++;
                }
            }

            yield return [.. sum.Zip(count, (value, times) => value / Math.Max(1, times))];
        }
    }

    private static void Check(ScalingData data, LawForm form, FamilyOptions options)
    {
        if (data.Families is null || data.Families.OfType<string>().Distinct().Count() < 2)
        {
            throw new ScalingDataException("families", ["family"], [], "fewer than two families", "a family for each row, and at least two of them", "Set Family on the points, or fit a single law.");
        }

        var unknown = options.Sharing.Keys.Where(name => form.Parameters.All(parameter => parameter.Name != name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new SpecException(nameof(FamilyOptions), [$"'{form.Name}' has no parameter {string.Join(", ", unknown)}; it has {string.Join(", ", form.Parameters.Select(parameter => parameter.Name))}."]);
        }

        if (options.Objective.Loss == ResidualLoss.StudentT)
        {
            throw new SpecException(nameof(FamilyOptions), ["Student's t is not available for joint fits, whose families would each have their own scale; use huber, ls-log or lad."]);
        }
    }
}
