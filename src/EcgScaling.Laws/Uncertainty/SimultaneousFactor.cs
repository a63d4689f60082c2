namespace EcgScaling.Laws.Uncertainty;

/// <summary>The factor that makes a band hold for a whole curve: the quantile of the largest standardised deviation over draws of the parameters.</summary>
internal static class SimultaneousFactor
{
    /// <param name="root">A square root of the covariance.</param>
    /// <param name="slopes">The derivatives of each place of the curve.</param>
    /// <param name="deviations">The standard error of each place.</param>
    /// <param name="freedom">Degrees of freedom of the noise.</param>
    /// <param name="level">The nominal coverage.</param>
    /// <param name="draws">How many draws.</param>
    public static double Of(double[] root, double[][] slopes, double[] deviations, int freedom, double level, int draws = 2000)
    {
        var size = (int)Math.Sqrt(root.Length);
        var counted = Math.Clamp(freedom, 1, 200);
        var random = new RandomStream(0, "simultaneous-band");
        var (largest, normal, shift) = (new double[draws], new double[size], new double[size]);
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < size; i++)
            {
                normal[i] = random.NextGaussian();
            }

            for (var row = 0; row < size; row++)
            {
                shift[row] = 0;
                for (var column = 0; column < size; column++)
                {
                    shift[row] += root[(row * size) + column] * normal[column];
                }
            }

            for (var place = 0; place < slopes.Length; place++)
            {
                var change = 0.0;
                for (var i = 0; i < size; i++)
                {
                    change += slopes[place][i] * shift[i];
                }

                largest[draw] = Math.Max(largest[draw], deviations[place] > 0 ? Math.Abs(change) / deviations[place] : 0);
            }

            // The residual scale is estimated too: the same chi-square for the whole curve.
            var chi = 0.0;
            for (var i = 0; i < counted; i++)
            {
                var z = random.NextGaussian();
                chi += z * z;
            }

            largest[draw] /= Math.Sqrt(chi / counted);
        }

        Array.Sort(largest);
        return BootstrapResult.Quantile(largest, level);
    }
}
