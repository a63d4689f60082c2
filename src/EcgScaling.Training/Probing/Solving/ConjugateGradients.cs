using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Newton steps of several labels at once, by conjugate gradients: each iteration multiplies the records with all labels' directions as one matrix. Products are
/// in single precision, which suffices for a step; what is converged is decided by gradients in double precision.
/// </summary>
internal static class ConjugateGradients
{
    private const int MostIterations = 250;

    /// <summary>Steps, <c>(axis + 1, label)</c>, that bring each label's model gradient well below its gradient, and no further than the tolerance asks.</summary>
    public static Tensor Step(LogisticBatch batch, LogisticState state, double tolerance)
    {
        using var scope = NewDisposeScope();
        var width = (int)state.Gradient.shape[1];
        var result = zeros_like(state.Gradient);
        var norms = Norms(state.Gradient);
        var goals = Array.ConvertAll(norms, norm => Math.Max(norm * Math.Min(0.1, Math.Sqrt(norm)), 0.3 * tolerance));
        var places = Enumerable.Range(0, width).Select(label => (long)label).ToArray();
        var curvature = state.Curvature.to(ScalarType.Float32);
        var scales = (batch.Design.Spread * state.Curvature.sum([0], keepdim: true)) + batch.Ridges;
        var (step, residual) = (zeros_like(state.Gradient), state.Gradient.neg());
        var direction = residual / scales;
        var slopes = Sums(residual * direction);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            using var inner = NewDisposeScope();
            var product = Product(batch, curvature, direction);
            var bends = Sums(direction * product);
            var lengths = Row([.. slopes.Zip(bends, (slope, bend) => bend > 0 ? slope / bend : 0)]);
            var (nextStep, nextResidual) = (step + (direction * lengths), residual - (product * lengths));
            norms = Norms(nextResidual);
            var live = Enumerable.Range(0, places.Length).Where(column => norms[column] > goals[column] && bends[column] > 0).Select(column => (long)column).ToArray();
            if (live.Length == 0 || iteration + 1 == MostIterations)
            {
                result.index_copy_(1, Index(places), nextStep);
                break;
            }

            var scaled = nextResidual / scales;
            var nextSlopes = Sums(nextResidual * scaled);
            var nextDirection = scaled + (direction * Row([.. nextSlopes.Zip(slopes, (next, last) => last > 0 ? next / last : 0)]));
            slopes = nextSlopes;
            if (live.Length < 0.75 * places.Length)
            {
                // Labels that are done keep their step; the others go on in a smaller matrix.
                result.index_copy_(1, Index(places), nextStep);
                var kept = Index(live);
                (nextStep, nextResidual, nextDirection) = (nextStep.index_select(1, kept), nextResidual.index_select(1, kept), nextDirection.index_select(1, kept));
                curvature = curvature.index_select(1, kept).MoveToOuterDisposeScope();
                scales = scales.index_select(1, kept).MoveToOuterDisposeScope();
                (places, goals, slopes) = ([.. live.Select(column => places[column])], [.. live.Select(column => goals[column])], [.. live.Select(column => slopes[column])]);
            }

            (step, residual, direction) = (nextStep.MoveToOuterDisposeScope(), nextResidual.MoveToOuterDisposeScope(), nextDirection.MoveToOuterDisposeScope());
        }

        return result.MoveToOuterDisposeScope();
    }

    public static double[] Norms(Tensor columns) => Array.ConvertAll(Sums(columns.square()), Math.Sqrt);

    public static double[] Sums(Tensor columns) => columns.sum([0]).data<double>().ToArray();

    public static Tensor Index(long[] places) => tensor(places, [places.Length]);

    private static Tensor Row(double[] values) => tensor(values, [1, values.Length]);

    private static Tensor Product(LogisticBatch batch, Tensor curvature, Tensor direction)
    {
        using var scope = NewDisposeScope();
        var records = batch.Design.SingleColumns;
        var bent = records.t().mm(records.mm(direction.to(ScalarType.Float32)) * curvature);
        return (bent.to(ScalarType.Float64) + (batch.Ridges * direction)).MoveToOuterDisposeScope();
    }
}
