using static TorchSharp.torch;

namespace EcgScaling.Training.Probing;

/// <summary>A ridge logistic regression in double precision.</summary>
/// <param name="design"><c>(record, feature)</c>, the last feature being 1.</param>
/// <param name="targets"><c>(record, 1)</c>.</param>
/// <param name="shares">What each record counts, summing to 1, <c>(record, 1)</c>.</param>
/// <param name="ridges">The ridge of each feature, <c>(feature, 1)</c>.</param>
internal sealed class LogisticProblem(Tensor design, Tensor targets, Tensor shares, Tensor ridges)
{
    private const int MostHalvings = 40;

    public (double[] Weights, ProbeFit Fit) Solve(string label, LinearProbeConfig config)
    {
        var weights = zeros_like(ridges);
        var objective = Objective(weights);
        for (var iteration = 0; ; iteration++)
        {
            using var scope = NewDisposeScope();
            var chances = design.mm(weights).sigmoid();
            var gradient = design.t().mm(shares * (chances - targets)) + (ridges * weights);
            var norm = gradient.norm().item<double>();
            if (norm <= config.Tolerance || iteration == config.MaximumIterations)
            {
                return (weights.data<double>().ToArray(), new ProbeFit(label, objective, norm, iteration, norm <= config.Tolerance));
            }

            var curvature = design.t().mm(design * (shares * chances * (1 - chances))) + diag(ridges.flatten());
            var step = gradient.cholesky_solve(linalg.cholesky(curvature));
            var next = Descend(weights, step, objective, (gradient * step).sum().item<double>());
            if (next is null)
            {
                // The objective no longer falls in double precision: this is the optimum as far as numbers go.
                return (weights.data<double>().ToArray(), new ProbeFit(label, objective, norm, iteration, norm <= Math.Sqrt(config.Tolerance)));
            }

            (weights, objective) = (next.MoveToOuterDisposeScope(), Objective(next));
        }
    }

    private Tensor? Descend(Tensor weights, Tensor step, double objective, double slope)
    {
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            var next = weights - (step * length);
            if (Objective(next) <= objective - (1e-4 * length * slope))
            {
                return next;
            }

            length /= 2;
        }

        return null;
    }

    private double Objective(Tensor weights)
    {
        using var scope = NewDisposeScope();
        var logits = design.mm(weights);
        var losses = logits.clamp_min(0) - (logits * targets) + logits.abs().neg().exp().log1p();
        return ((shares * losses).sum() + ((ridges * weights.square()).sum() * 0.5)).item<double>();
    }
}
