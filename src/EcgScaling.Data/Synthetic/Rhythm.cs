namespace EcgScaling.Data.Synthetic;

/// <summary>When the beats of an exam fall, and which of them start in a ventricle.</summary>
internal static class Rhythm
{
    /// <summary>Beats from a little before the start to a little after the end.</summary>
    /// <returns>Each beat's time in seconds, the time to the beat before, and the origin of an ectopic beat (NaN for a conducted one).</returns>
    public static List<(double Time, double Before, double Origin)> Beats(ExamTraits exam, double seconds, RandomStream random)
    {
        var mean = 60 / exam.BeatsPerMinute;
        var fibrillating = exam.Conditions.HasFlag(Condition.AtrialFibrillation);
        var young = Math.Clamp((70 - exam.Age) / 50, 0.05, 1);
        var (breathing, breathingPhase) = (random.NextDouble(0.17, 0.33), random.NextDouble(0, 2 * Math.PI));
        var sway = random.NextDouble(0.01, 0.055) * young;
        var jitter = random.NextDouble(0.006, 0.02);
        var irregularity = random.NextDouble(0.13, 0.25);
        // Extrasystoles recur in most exams that have them; at least one falls inside the recording.
        var ectopicOrigin = random.NextDouble(0, 2 * Math.PI);
        var ectopicRate = random.NextDouble(0.06, 0.3);
        var ectopic = exam.Conditions.HasFlag(Condition.VentricularExtrasystoles);
        var forcedAt = ectopic ? random.NextDouble(0.15, 0.75) * seconds : double.PositiveInfinity;

        var beats = new List<(double Time, double Before, double Origin)>();
        var time = -random.NextDouble() * mean;
        var before = mean;
        while (time < seconds + 0.6)
        {
            beats.Add((time, before, double.NaN));
            var next = fibrillating
                ? Math.Max(0.33, mean * Math.Exp(random.NextGaussian(0, irregularity)))
                : mean * (1 + (sway * Math.Sin((2 * Math.PI * breathing * time) + breathingPhase)) + random.NextGaussian(0, jitter));
            if (ectopic && time > 0 && (time > forcedAt || random.NextBoolean(ectopicRate)))
            {
                forcedAt = double.PositiveInfinity;
                var coupling = next * random.NextDouble(0.55, 0.72);
                beats.Add((time + coupling, coupling, ectopicOrigin));
                // The sinus node keeps its time: the beat it fires meets refractory ventricles, the one after is conducted.
                time += fibrillating ? coupling + next : 2 * next;
                before = (2 * next) - coupling;
                continue;
            }

            time += next;
            before = next;
        }

        return beats;
    }
}
