namespace EcgScaling.Data.Synthetic;

/// <summary>
/// How the heart's dipole shows in the eight independent leads: the transform of Dower et al. 1980 (J. Electrocardiol. 13:319), turned and
/// scaled for each patient.
/// </summary>
internal static class LeadField
{
    // Rows I, II, V1 to V6; columns left, feet, back.
    private static readonly double[] Dower =
    [
        0.632, -0.235, 0.059,
        0.235, 1.066, -0.132,
        -0.515, 0.157, -0.917,
        0.044, 0.164, -1.387,
        0.882, 0.098, -1.277,
        1.213, 0.127, -0.601,
        1.125, 0.127, -0.086,
        0.831, 0.076, 0.230,
    ];

    /// <summary>The matrix of an exam, shape <c>(8, 3)</c>: anatomy of the patient, small differences of electrode placement between exams.</summary>
    public static void Fill(Span<float> matrix, ExamTraits exam, double deviceGain, RandomStream random)
    {
        var person = exam.Patient;
        var (frontal, horizontal, sagittal) = person.Axis;
        var rotation = Rotation(
            frontal + random.NextGaussian(0, 0.05), horizontal + random.NextGaussian(0, 0.06), sagittal + random.NextGaussian(0, 0.04));
        var gain = person.Gain * deviceGain * (exam.Conditions.HasFlag(Condition.LowVoltage) ? 0.33 : 1) * Math.Exp(random.NextGaussian(0, 0.05));
        for (var lead = 0; lead < 8; lead++)
        {
            // Chest electrodes slip by a rib or a few centimetres more often than limb electrodes do.
            var local = gain * Math.Exp(random.NextGaussian(0, lead < 2 ? 0.03 : 0.09));
            var neighbour = lead is > 1 and < 7 ? Math.Clamp(random.NextGaussian(0, 0.12), -0.3, 0.3) : 0;
            for (var column = 0; column < 3; column++)
            {
                var sum = 0.0;
                for (var axis = 0; axis < 3; axis++)
                {
                    var own = Dower[(lead * 3) + axis];
                    var next = lead < 7 ? Dower[((lead + 1) * 3) + axis] : own;
                    sum += (own + (neighbour * (next - own))) * rotation[(axis * 3) + column];
                }

                matrix[(lead * 3) + column] = (float)(local * sum);
            }
        }
    }

    private static double[] Rotation(double frontal, double horizontal, double sagittal)
    {
        var (sf, cf) = Math.SinCos(frontal);
        var (sh, ch) = Math.SinCos(horizontal);
        var (ss, cs) = Math.SinCos(sagittal);
        // About the back-pointing axis (frontal plane), then the feet-pointing one (horizontal), then the left-pointing one (sagittal).
        double[] a = [cf, -sf, 0, sf, cf, 0, 0, 0, 1];
        double[] b = [ch, 0, -sh, 0, 1, 0, sh, 0, ch];
        double[] c = [1, 0, 0, 0, cs, -ss, 0, ss, cs];
        return Product(Product(c, b), a);
    }

    private static double[] Product(double[] left, double[] right)
    {
        var product = new double[9];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                for (var inner = 0; inner < 3; inner++)
                {
                    product[(row * 3) + column] += left[(row * 3) + inner] * right[(inner * 3) + column];
                }
            }
        }

        return product;
    }
}
