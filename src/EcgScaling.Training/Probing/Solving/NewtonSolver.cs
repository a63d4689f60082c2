using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Newton's method for many labels at once. Labels that have converged leave the matrices. Objectives, gradients, step lengths and convergence are in double
/// precision, at logits made from the weights afresh.
/// </summary>
internal static class NewtonSolver
{
    /// <summary>Solves from a start, <c>(label, feature + 1)</c>.</summary>
    /// <param name="design">The records.</param>
    /// <param name="targets">Shape <c>(label, record)</c>; NaN where not known.</param>
    /// <param name="shares">What a known record counts for each label; zero for labels known nowhere, which keep weights of zero.</param>
    /// <param name="ridges">The ridge of each feature and of the intercept, <c>(1, feature + 1)</c>.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="labels">The labels' names.</param>
    /// <param name="config">The tolerance and the most steps.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>The weights in the shape of the start, and how each label ended.</returns>
    public static (Tensor Weights, ProbeFit[] Fits) Solve(
        ProbeDesign design, float[] targets, double[] shares, Tensor ridges, Tensor start, IReadOnlyList<string> labels, LinearProbeConfig config, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var (result, fits) = (zeros_like(start), labels.Select(label => new ProbeFit(label, double.NaN, 0, 0, true)).ToArray());
        var places = Enumerable.Range(0, labels.Count).Where(label => shares[label] > 0).ToArray();
        if (places.Length == 0)
        {
            return (result.MoveToOuterDisposeScope(), fits);
        }

        var batch = new LogisticBatch(design, targets, shares, ridges, places);
        var (weights, stuck) = (start.index_select(0, LabelRows.Index(places)), new bool[places.Length]);
        for (var iteration = 0; ; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var gradient = batch.Evaluate(weights);
            var (norms, gaps) = (LabelRows.Norms(gradient), LabelRows.Sums(gradient.square() / ridges));
            for (var row = 0; row < places.Length; row++)
            {
                // Where no step descends in double precision, this is the optimum as far as numbers go.
                var converged = norms[row] <= config.Tolerance || (stuck[row] && norms[row] <= Math.Sqrt(config.Tolerance));
                fits[places[row]] = new ProbeFit(labels[places[row]], batch.Objective[row], norms[row], iteration, converged) { OptimalityGap = gaps[row] / 2 };
            }

            var open = Enumerable.Range(0, places.Length).Where(row => norms[row] > config.Tolerance && !stuck[row] && iteration < config.MaximumIterations).ToArray();
            if (open.Length < places.Length)
            {
                result.index_copy_(0, LabelRows.Index(places), weights);
                if (open.Length == 0)
                {
                    break;
                }

                var kept = LabelRows.Index(open);
                batch.Keep(open);
                (weights, gradient, places) = (weights.index_select(0, kept), gradient.index_select(0, kept), [.. open.Select(row => places[row])]);
            }

            var step = ConjugateGradients.Step(design, batch, gradient, config.Tolerance);
            var lengths = LineSearch.Lengths(batch, weights, gradient, step);
            stuck = Array.ConvertAll(lengths, length => length == 0);
            weights = (weights + (step * LabelRows.Column(lengths))).MoveToOuterDisposeScope();
        }

        return (result.MoveToOuterDisposeScope(), fits);
    }
}
