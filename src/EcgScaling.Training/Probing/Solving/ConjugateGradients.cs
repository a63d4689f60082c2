using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// Newton steps of several labels at once, by conjugate gradients on principal axes: each iteration multiplies the records with all labels' directions as one matrix.
/// Products are in single precision, which suffices for a step; what is converged is decided by gradients in double precision.
/// </summary>
internal static class ConjugateGradients
{
    private const int MostIterations = 250;

    /// <summary>Steps, <c>(label, feature + 1)</c>, that bring each label's model gradient well below its gradient, and no further than the tolerance asks.</summary>
    public static Tensor Step(ProbeDesign design, LogisticBatch batch, Tensor gradient, double tolerance)
    {
        using var scope = NewDisposeScope();
        var turned = gradient.mm(design.Rotation);
        var result = zeros_like(turned);
        var goals = Array.ConvertAll(LabelRows.Norms(turned), norm => Math.Max(norm * Math.Min(0.1, Math.Sqrt(norm)), 0.3 * tolerance));
        var places = Enumerable.Range(0, goals.Length).ToArray();
        var curvatures = batch.Curvatures;
        var scales = (curvatures.sum([1], keepdim: true).to(ScalarType.Float64) * design.Spread) + batch.Ridges;
        var (step, residual) = (zeros_like(turned), turned.neg());
        var direction = residual / scales;
        var slopes = LabelRows.Sums(residual * direction);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            using var inner = NewDisposeScope();
            var product = Product(design, curvatures, direction) + (batch.Ridges * direction);
            var bends = LabelRows.Sums(direction * product);
            var lengths = LabelRows.Column([.. slopes.Zip(bends, (slope, bend) => bend > 0 ? slope / bend : 0)]);
            var (nextStep, nextResidual) = (step + (direction * lengths), residual - (product * lengths));
            var norms = LabelRows.Norms(nextResidual);
            var live = Enumerable.Range(0, places.Length).Where(row => norms[row] > goals[row] && bends[row] > 0).ToArray();
            if (live.Length == 0 || iteration + 1 == MostIterations)
            {
                result.index_copy_(0, LabelRows.Index(places), nextStep);
                break;
            }

            var scaled = nextResidual / scales;
            var nextSlopes = LabelRows.Sums(nextResidual * scaled);
            var nextDirection = scaled + (direction * LabelRows.Column([.. nextSlopes.Zip(slopes, (next, last) => last > 0 ? next / last : 0)]));
            slopes = nextSlopes;
            if (live.Length < 0.75 * places.Length)
            {
                // Labels that are done keep their step; the others go on in a smaller matrix.
                result.index_copy_(0, LabelRows.Index(places), nextStep);
                var kept = LabelRows.Index(live);
                (nextStep, nextResidual, nextDirection) = (nextStep.index_select(0, kept), nextResidual.index_select(0, kept), nextDirection.index_select(0, kept));
                curvatures = curvatures.index_select(0, kept).MoveToOuterDisposeScope();
                scales = scales.index_select(0, kept).MoveToOuterDisposeScope();
                (places, goals, slopes) = ([.. live.Select(row => places[row])], [.. live.Select(row => goals[row])], [.. live.Select(row => slopes[row])]);
            }

            (step, residual, direction) = (nextStep.MoveToOuterDisposeScope(), nextResidual.MoveToOuterDisposeScope(), nextDirection.MoveToOuterDisposeScope());
        }

        return result.mm(design.Rotation.t()).MoveToOuterDisposeScope();
    }

    private static Tensor Product(ProbeDesign design, Tensor curvatures, Tensor direction)
    {
        using var scope = NewDisposeScope();
        var bent = direction.to(ScalarType.Float32).mm(design.SingleColumns.t()).mul_(curvatures);
        return bent.mm(design.SingleColumns).to(ScalarType.Float64).MoveToOuterDisposeScope();
    }
}
