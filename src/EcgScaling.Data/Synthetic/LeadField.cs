namespace EcgScaling.Data.Synthetic;

/// <summary>
/// How the heart's dipole shows in the eight independent leads: the transform of Dower et al. 1980 (J. Electrocardiol. 13:319), turned and
/// scaled for each patient.
/// </summary>
internal static class LeadField
{
    /// <summary>The matrix of an exam, shape <c>(8, 3)</c>: anatomy of the patient, small differences of electrode placement between exams.</summary>
    public static void Fill(Span<float> matrix, ExamTraits exam, double deviceGain, RandomStream random)
    {
        var person = exam.Patient;
        var (frontal, horizontal, sagittal) = person.Axis;
        var rotation = Dipole.Rotation(
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
                    var own = Dipole.Dower[(lead * 3) + axis];
                    var next = lead < 7 ? Dipole.Dower[((lead + 1) * 3) + axis] : own;
                    sum += (own + (neighbour * (next - own))) * rotation[(axis * 3) + column];
                }

                matrix[(lead * 3) + column] = (float)(local * sum);
            }
        }
    }
}
