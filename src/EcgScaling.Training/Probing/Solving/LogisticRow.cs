using System.Numerics;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>The losses of one label on some records, in one pass over them. Records whose target is NaN do not count.</summary>
internal static class LogisticRow
{
    /// <summary>Summed losses, with the derivative of each loss by its logit and the second derivative.</summary>
    public static double Derivatives(ReadOnlySpan<double> logits, ReadOnlySpan<float> targets, double share, Span<double> residuals, Span<float> curvatures)
    {
        var (sum, record, width) = (Vector<double>.Zero, 0, Vector<double>.Count);
        for (; record <= logits.Length - (2 * width); record += 2 * width)
        {
            Vector.Widen(new Vector<float>(targets[record..]), out var low, out var high);
            var (lossLow, first, bendLow) = Of(new Vector<double>(logits[record..]), low);
            var (lossHigh, second, bendHigh) = Of(new Vector<double>(logits[(record + width)..]), high);
            sum += lossLow + lossHigh;
            (first * share).CopyTo(residuals[record..]);
            (second * share).CopyTo(residuals[(record + width)..]);
            Vector.Narrow(bendLow * share, bendHigh * share).CopyTo(curvatures[record..]);
        }

        var total = Vector.Sum(sum);
        for (; record < logits.Length; record++)
        {
            var (loss, residual, bend) = Of(new Vector<double>(logits[record]), new Vector<double>(targets[record]));
            total += loss[0];
            (residuals[record], curvatures[record]) = (residual[0] * share, (float)(bend[0] * share));
        }

        return total * share;
    }

    /// <summary>Summed losses at logits moved along a direction, and their derivative by the length.</summary>
    public static (double Loss, double Slope) Along(ReadOnlySpan<double> logits, ReadOnlySpan<double> direction, double length, ReadOnlySpan<float> targets, double share)
    {
        var (sum, slopes, record, width) = (Vector<double>.Zero, Vector<double>.Zero, 0, Vector<double>.Count);
        for (; record <= logits.Length - (2 * width); record += 2 * width)
        {
            Vector.Widen(new Vector<float>(targets[record..]), out var low, out var high);
            var (first, second) = (new Vector<double>(direction[record..]), new Vector<double>(direction[(record + width)..]));
            var (lossLow, residualLow, _) = Of(new Vector<double>(logits[record..]) + (first * length), low);
            var (lossHigh, residualHigh, _) = Of(new Vector<double>(logits[(record + width)..]) + (second * length), high);
            sum += lossLow + lossHigh;
            slopes += (residualLow * first) + (residualHigh * second);
        }

        var (total, slope) = (Vector.Sum(sum), Vector.Sum(slopes));
        for (; record < logits.Length; record++)
        {
            var (loss, residual, _) = Of(new Vector<double>(logits[record] + (direction[record] * length)), new Vector<double>(targets[record]));
            (total, slope) = (total + loss[0], slope + (residual[0] * direction[record]));
        }

        return (total * share, slope * share);
    }

    // softplus(z) - y z with its first two derivatives by z; small = exp(-|z|) never overflows.
    private static (Vector<double> Loss, Vector<double> Residual, Vector<double> Curvature) Of(Vector<double> logits, Vector<double> targets)
    {
        var known = Vector.Equals(targets, targets);
        var small = Vector.Exp(-Vector.Abs(logits));
        var one = Vector<double>.One;
        var share = one / (one + small);
        var loss = Vector.Max(logits, Vector<double>.Zero) + Vector.Log(one + small) - (targets * logits);
        var chance = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(logits, Vector<double>.Zero), share, small * share);
        return (
            Vector.ConditionalSelect(known, loss, Vector<double>.Zero),
            Vector.ConditionalSelect(known, chance - targets, Vector<double>.Zero),
            Vector.ConditionalSelect(known, small * share * share, Vector<double>.Zero));
    }
}
