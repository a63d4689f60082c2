namespace EcgScaling.Figures.Tests;

/// <summary>A drawn heartbeat (sums of bell curves), enough to see whether paper, leads and gaps look right.</summary>
internal static class SyntheticBeat
{
    public static readonly string[] Leads = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    // P, Q, R, S, T in millivolts for each of the independent leads I, II, V1..V6.
    private static readonly double[][] s_waves =
    [
        [0.08, -0.05, 0.7, -0.1, 0.2], [0.15, -0.08, 1.2, -0.15, 0.3],
        [0.05, 0, 0.25, -0.9, -0.1], [0.07, 0, 0.5, -1.6, 0.5], [0.07, 0, 0.9, -1.0, 0.6], [0.08, -0.05, 1.6, -0.5, 0.5], [0.08, -0.1, 1.5, -0.2, 0.4], [0.07, -0.1, 1.1, -0.1, 0.3],
    ];

    public static float[,] Recording(int hertz, double seconds)
    {
        int samples = (int)(hertz * seconds);
        float[,] signal = new float[12, samples];
        for (int i = 0; i < samples; i++)
        {
            double t = (double)i / hertz % 0.88;
            double one = Beat(s_waves[0], t);
            double two = Beat(s_waves[1], t);
            double[] limb = [one, two, two - one, -(one + two) / 2, one - two / 2, two - one / 2];
            for (int lead = 0; lead < 12; lead++)
            {
                signal[lead, i] = (float)(lead < 6 ? limb[lead] : Beat(s_waves[lead - 4], t));
            }
        }

        return signal;
    }

    private static double Beat(double[] waves, double t)
    {
        ReadOnlySpan<double> centres = [0.18, 0.295, 0.32, 0.345, 0.58];
        ReadOnlySpan<double> widths = [0.025, 0.008, 0.011, 0.010, 0.045];
        double sum = 0;
        for (int k = 0; k < waves.Length; k++)
        {
            double z = (t - centres[k]) / widths[k];
            sum += waves[k] * Math.Exp(-z * z / 2);
        }

        return sum;
    }
}
