using EcgScaling.Training.Probing.Solving;

namespace EcgScaling.Training.Probing;

public sealed class LogisticRowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(61)]
    public void Losses_and_derivatives_are_those_of_the_formula_whatever_the_number_of_records(int records)
    {
        var (logits, targets) = Row(records, seed: 1);
        var (residuals, curvatures) = (new double[records], new float[records]);
        var sum = LogisticRow.Derivatives(logits, targets, 0.25, residuals, curvatures);
        var expected = 0.0;
        for (var record = 0; record < records; record++)
        {
            if (float.IsNaN(targets[record]))
            {
                Assert.Equal((0.0, 0f), (residuals[record], curvatures[record]));
                continue;
            }

            // Far from zero the textbook forms keep their digits when written for the side they are on.
            var (logit, chance) = (logits[record], 1 / (1 + Math.Exp(-logits[record])));
            expected += 0.25 * (Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit))) - (targets[record] * logit));
            Assert.Equal(0.25 * (chance - targets[record]), residuals[record], 1e-15);
            Assert.Equal(0.25 * chance / (1 + Math.Exp(logit)), curvatures[record], 1e-8);
        }

        Assert.Equal(expected, sum, 1e-12 * Math.Max(1, expected));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    public void Along_a_direction_losses_are_those_at_the_moved_logits_and_slopes_are_their_differences(int records)
    {
        var (logits, targets) = Row(records, seed: 2);
        var (direction, _) = Row(records, seed: 3);
        direction = Array.ConvertAll(direction, value => Math.Clamp(value, -2, 2));
        var (loss, slope) = LogisticRow.Along(logits, direction, 0.7, targets, 0.1);
        Assert.Equal(At(0.7), loss, 1e-12 * Math.Max(1, loss));
        Assert.Equal((At(0.7 + 1e-5) - At(0.7 - 1e-5)) / 2e-5, slope, 1e-6 * Math.Max(1, loss));

        double At(double length) => LogisticRow.Derivatives(
            [.. logits.Zip(direction, (logit, change) => logit + (length * change))], targets, 0.1, new double[records], new float[records]);
    }

    private static (double[] Logits, float[] Targets) Row(int records, ulong seed)
    {
        var stream = new RandomStream(seed, "row");
        double[] extremes = [0, 40, -40, 800, -800];
        return (
            [.. Enumerable.Range(0, records).Select(record => record % 4 == 3 ? extremes[record / 4 % extremes.Length] : stream.NextGaussian(0, 3))],
            [.. Enumerable.Range(0, records).Select(record => record % 5 == 2 ? float.NaN : record % 7 == 0 ? 0.3f : record % 2)]);
    }
}
