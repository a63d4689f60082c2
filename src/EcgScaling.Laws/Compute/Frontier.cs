using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Compute;

/// <summary>The compute-optimal frontier N*(C), D*(C), L*(C) of a law of N and D, for any compute model; quantities for intervals included.</summary>
public sealed class Frontier
{
    private readonly LawFit _fit;
    private readonly FrontierSolver _solver;

    /// <summary>Makes the frontier of a fit (approach 3).</summary>
    /// <exception cref="SpecException">The law is not a function of N and D.</exception>
    public Frontier(LawFit fit, ComputeModel? compute = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (!fit.Form.Inputs.SequenceEqual([LawInput.N, LawInput.D]))
        {
            throw new SpecException("frontier", [$"'{fit.Form.Name}' is a function of {string.Join(", ", fit.Form.Inputs)}; a frontier needs a law of N and D."]);
        }

        (_fit, _solver) = (fit, new FrontierSolver(fit.Form, compute ?? ComputeModel.SixNd));
    }

    /// <summary>The compute model.</summary>
    public ComputeModel Compute => _solver.Compute;

    /// <summary>The optimum for a budget.</summary>
    public ComputeOptimum At(double compute)
    {
        var n = _solver.BestSize(_fit.Natural, compute);
        var d = _solver.Compute.DataFor(compute, n);
        return new ComputeOptimum(compute, n, d, _fit.Predict(n, d));
    }

    /// <summary>The optima for budgets between two, in equal ratios.</summary>
    public IReadOnlyList<ComputeOptimum> Between(double from, double to, int points = 40) =>
        [.. Enumerable.Range(0, points).Select(step => At(from * Math.Pow(to / from, points > 1 ? step / (points - 1.0) : 0)))];

    /// <summary>N*(C) as a quantity, for profile or bootstrap intervals.</summary>
    public FitQuantity SizeAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"N*({compute:G4})"), parameters => _solver.BestSize(parameters, compute));

    /// <summary>D*(C) as a quantity.</summary>
    public FitQuantity DataAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"D*({compute:G4})"), parameters => _solver.Compute.DataFor(compute, _solver.BestSize(parameters, compute)));

    /// <summary>L*(C) as a quantity.</summary>
    public FitQuantity LossAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"L*({compute:G4})"), parameters => _solver.BestLoss(parameters, compute));

    /// <summary>a = d ln N* / d ln C around a budget; beta/(alpha + beta) for Chinchilla's law and C = 6·N·D at any budget.</summary>
    public FitQuantity SizeExponent(double compute) => FitQuantity.Of("a", parameters => Math.Log(_solver.BestSize(parameters, compute * 1.1) / _solver.BestSize(parameters, compute / 1.1)) / (2 * Math.Log(1.1)));
}
