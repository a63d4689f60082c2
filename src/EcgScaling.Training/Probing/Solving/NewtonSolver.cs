using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Newton's method with step halving for many labels at once. Labels that have converged leave the matrices. Double precision decides on objectives, gradients
/// and convergence.
/// </summary>
internal static class NewtonSolver
{
    private const int MostHalvings = 40;

    /// <summary>Solves from a start, <c>(axis + 1, label)</c>.</summary>
    /// <returns>The weights in the same shape and how each label ended; labels known nowhere keep a weight of zero.</returns>
    public static (Tensor Weights, ProbeFit[] Fits) Solve(LogisticBatch batch, Tensor start, IReadOnlyList<string> labels, LinearProbeConfig config, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var (result, fits) = (zeros_like(start), new ProbeFit[labels.Count]);
        var known = ConjugateGradients.Sums(batch.Shares);
        var places = Enumerable.Range(0, labels.Count).Where(label => known[label] > 0).Select(label => (long)label).ToArray();
        for (var label = 0; label < fits.Length; label++)
        {
            fits[label] = new ProbeFit(labels[label], double.NaN, 0, 0, true);
        }

        if (places.Length == 0)
        {
            return (result.MoveToOuterDisposeScope(), fits);
        }

        if (places.Length < labels.Count)
        {
            (batch, start) = (batch.Select(ConjugateGradients.Index(places)), start.index_select(1, ConjugateGradients.Index(places)));
        }

        var (state, stuck) = (batch.Evaluate(start), new bool[places.Length]);
        for (var iteration = 0; ; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            var (norms, objectives) = (ConjugateGradients.Norms(state.Gradient), state.Objective.data<double>().ToArray());
            var gaps = ConjugateGradients.Sums(state.Gradient.square() / batch.Ridges);
            for (var column = 0; column < places.Length; column++)
            {
                // Where the objective no longer falls in double precision, this is the optimum as far as numbers go.
                var converged = norms[column] <= config.Tolerance || (stuck[column] && norms[column] <= Math.Sqrt(config.Tolerance));
                fits[places[column]] = new ProbeFit(labels[(int)places[column]], objectives[column], norms[column], iteration, converged) { OptimalityGap = gaps[column] / 2 };
            }

            var open = Enumerable.Range(0, places.Length).Where(column => norms[column] > config.Tolerance && !stuck[column] && iteration < config.MaximumIterations)
                .Select(column => (long)column).ToArray();
            if (open.Length < places.Length)
            {
                result.index_copy_(1, ConjugateGradients.Index(places), state.Weights);
                if (open.Length == 0)
                {
                    break;
                }

                var kept = ConjugateGradients.Index(open);
                (batch, state, places) = (batch.Select(kept), state.Select(kept), [.. open.Select(column => places[column])]);
                batch.Targets.MoveToOuterDisposeScope();
                batch.Shares.MoveToOuterDisposeScope();
            }

            var last = state;
            (state, stuck) = Search(batch, last, ConjugateGradients.Step(batch, last, config.Tolerance));
            state.Kept();
            last.Forget();
        }

        return (result.MoveToOuterDisposeScope(), fits);
    }

    private static (LogisticState State, bool[] Stuck) Search(LogisticBatch batch, LogisticState state, Tensor step)
    {
        using var scope = NewDisposeScope();
        var slopes = ConjugateGradients.Sums(state.Gradient * step);
        var before = state.Objective.data<double>().ToArray();
        var lengths = Enumerable.Repeat(1.0, before.Length).ToArray();
        for (var halving = 0; ; halving++)
        {
            var next = batch.Evaluate(state.Weights + (step * tensor(lengths, [1, lengths.Length])));
            var after = next.Objective.data<double>().ToArray();
            var failed = new bool[after.Length];
            for (var column = 0; column < after.Length; column++)
            {
                var rounding = 4e-16 * Math.Max(1, Math.Abs(before[column]));
                failed[column] = !(after[column] <= before[column] + (1e-4 * lengths[column] * slopes[column]) + rounding);
                lengths[column] = !failed[column] ? lengths[column] : halving < MostHalvings ? lengths[column] / 2 : 0;
            }

            // A length of zero is the last resort: the label stays where it is.
            if (!failed.Contains(true) || halving > MostHalvings)
            {
                return (next.Kept(), [.. lengths.Select(length => length == 0)]);
            }
        }
    }
}
