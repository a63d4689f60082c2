namespace EcgScaling.Data.Synthetic;

/// <summary>
/// The waves of one beat, as sums of Gaussians after McSharry et al. 2003 (IEEE TBME 50:289) in the three-dimensional dipole form of
/// Sameni et al. 2007 (EURASIP J. Adv. Signal Process. 2007:043407). The amplitudes here were set so that normal and diseased beats show, in
/// each lead, the signs by which the conditions are read.
/// </summary>
internal static class HeartBeat
{
    private const double QrsHalf = 0.042;

    /// <summary>The waves of a conducted beat.</summary>
    /// <param name="exam">The exam.</param>
    /// <param name="beatSeconds">The time to the beat before; sets how long repolarisation takes.</param>
    public static Wave[] Conducted(ExamTraits exam, double beatSeconds)
    {
        var waves = new List<Wave>(12);
        var person = exam.Patient;
        var conditions = exam.Conditions;
        var severity = person.BlockSeverity;
        if (!conditions.HasFlag(Condition.AtrialFibrillation))
        {
            var peak = -exam.PrSeconds - QrsHalf + 0.05;
            waves.Add(new Wave(peak - 0.014, 0.019, 0.05, 0.075, -0.035));
            waves.Add(new Wave(peak + 0.016, 0.021, 0.075, 0.05, 0.04));
        }

        var s = person.QrsScale;
        var (septal, main, basal) = (1.0, 1.0, 1.0);
        if (conditions.HasFlag(Condition.Hypertrophy))
        {
            (main, basal, s) = (1.3 + (0.35 * severity), 1.35 + (0.3 * severity), s * 1.08);
        }

        if (conditions.HasFlag(Condition.LeftBundleBlock))
        {
            // No septal vector from left to right; the left ventricle follows late and slowly, and the peak is notched.
            waves.Add(new Wave(-0.012, 0.016 * s, 0.55, 0.35, 0.55));
            waves.Add(new Wave(0.018 + (0.008 * severity), 0.021 * s, 0.62 * main, 0.28, 0.85 * main));
            waves.Add(new Wave(0.052 + (0.016 * severity), 0.02 * s, 0.72 * severity * main, 0.12, 0.52 * severity));
        }
        else
        {
            if (conditions.HasFlag(Condition.AnteriorInfarct))
            {
                // The anterior wall is silent: the vectors that made the r waves of V1 to V4 are gone, QS complexes remain.
                septal = -0.9;
            }

            waves.Add(new Wave(-0.022 * s, 0.0085 * s, -0.12 * Math.Max(septal, 0), -0.05, -0.24 * septal));
            waves.Add(new Wave(0, 0.0125 * s, 1.1 * main, 0.9, (conditions.HasFlag(Condition.AnteriorInfarct) ? 0.95 : 0.34) * main));
            waves.Add(new Wave(0.022 * s, 0.0105 * s, -0.2, -0.15, 0.55 * basal));
            if (conditions.HasFlag(Condition.InferiorInfarct))
            {
                waves.Add(new Wave(-0.024 * s, 0.014 * s, 0.06, -0.48 * severity, 0.02));
                waves.Add(new Wave(0.002, 0.011, 0, -0.3, 0));
            }

            if (conditions.HasFlag(Condition.RightBundleBlock))
            {
                // The right ventricle comes last: a terminal vector to the right and the front.
                waves.Add(new Wave(0.042 + (0.014 * severity), 0.0165 * s, -0.46 * severity, -0.02, -0.68 * severity));
                waves.Add(new Wave(0.068 + (0.012 * severity), 0.014, -0.2 * severity, 0, -0.2 * severity));
            }
            else if (person.Variant.IncompleteBlock)
            {
                waves.Add(new Wave(0.036, 0.0095, -0.16, 0, -0.27));
            }
        }

        AddRepolarisation(waves, exam, beatSeconds);
        return [.. waves];
    }

    /// <summary>The waves of a premature beat that starts in a ventricle: no P wave, wide, repolarisation opposite.</summary>
    /// <param name="exam">The exam.</param>
    /// <param name="origin">Where in the ventricles it starts, an angle in radians.</param>
    public static Wave[] Ectopic(ExamTraits exam, double origin)
    {
        var (sine, cosine) = Math.SinCos(origin);
        var (x, y, z) = (0.9 * cosine, 0.9 * sine, 0.75 * Math.Cos(origin + 0.9));
        var recovery = 0.30 + (0.3 * (exam.QtcSeconds - 0.4));
        return
        [
            new Wave(-0.01, 0.03, x, y, z),
            new Wave(0.045, 0.028, 0.7 * x, 0.9 * y, 0.8 * z),
            new Wave(recovery, 0.07, 0.05, -0.42 * x, -0.42 * y, -0.42 * z),
        ];
    }

    private static void AddRepolarisation(List<Wave> waves, ExamTraits exam, double beatSeconds)
    {
        var person = exam.Patient;
        var conditions = exam.Conditions;
        // Bazett, within the range where it is used; a wide QRS lengthens the whole.
        var stretch = Math.Sqrt(Math.Clamp(beatSeconds, 0.36, 1.4));
        var wide = conditions.HasFlag(Condition.LeftBundleBlock) ? 0.035 : conditions.HasFlag(Condition.RightBundleBlock) ? 0.02 : 0;
        var end = (exam.QtcSeconds * stretch) + wide - QrsHalf;
        var fall = 0.036 * Math.Min(stretch, 1.1);
        var peak = end - (2 * fall);
        var rise = Math.Min(0.062 * stretch, peak / 3.2);
        var height = person.RepolarisationGain * (person.Variant.FlatT ? 0.3 : 1);
        var (x, y, z) = (0.36 * height, 0.26 * height, -0.16 * height);
        if (conditions.HasFlag(Condition.LeftBundleBlock))
        {
            (x, y, z) = (-0.30, -0.08, -0.34);
            waves.Add(new Wave(0.13, 0.045, -0.10, 0, -0.16));
        }
        else if (conditions.HasFlag(Condition.Hypertrophy))
        {
            (x, y, z) = (x - 0.42, y - 0.18, z - 0.05);
            waves.Add(new Wave(0.12, 0.045, -0.10, -0.05, -0.02));
        }
        else if (conditions.HasFlag(Condition.RightBundleBlock))
        {
            (x, z) = (x + 0.05, z + 0.26);
        }

        if (conditions.HasFlag(Condition.InferiorInfarct))
        {
            y -= 0.4 * height;
        }

        if (conditions.HasFlag(Condition.AnteriorInfarct))
        {
            (x, z) = (x - 0.2, z + 0.3);
            waves.Add(new Wave(0.11, 0.05, 0.02, 0, -0.13));
        }

        if (person.Variant.EarlyRepolarisation)
        {
            waves.Add(new Wave(0.09, 0.04, 0.07, 0.07, -0.05));
        }

        waves.Add(new Wave(peak, rise, fall, x, y, z));
        if (person.Variant.Smooth && exam.BeatsPerMinute < 75)
        {
            // A small U wave.
            waves.Add(new Wave(end + 0.075, 0.026, 0.02, 0.018, -0.03));
        }
    }
}
