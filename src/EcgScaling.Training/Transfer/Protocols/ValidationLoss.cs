namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>The loss by which protocols choose.</summary>
internal static class ValidationLoss
{
    /// <summary>Mean cross-entropy over known (exam, label) pairs, in nats; infinite where none is known.</summary>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < targets.Length; i++)
        {
            if (!float.IsNaN(targets[i]))
            {
                sum += Logistic.SoftPlus(logits[i]) - ((double)logits[i] * targets[i]);
                count++;
            }
        }

        return count == 0 ? double.PositiveInfinity : sum / count;
    }

    /// <summary>The share of positives of each label, as if half an exam more had it and half an exam more had it not; a label that is known nowhere gets one half.</summary>
    public static double[] Prevalences(ReadOnlySpan<float> targets, int labels)
    {
        var (positives, known) = (new double[labels], new double[labels]);
        for (var i = 0; i < targets.Length; i++)
        {
            if (!float.IsNaN(targets[i]))
            {
                positives[i % labels] += targets[i];
                known[i % labels]++;
            }
        }

        return [.. positives.Zip(known, (part, whole) => (part + 0.5) / (whole + 1))];
    }
}
