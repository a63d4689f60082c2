namespace EcgScaling.Data.Synthetic;

/// <summary>Adds waves to the three coordinates of the heart's dipole over time.</summary>
internal static class DipolePath
{
    /// <summary>Beyond this many standard deviations a Gaussian is below 2e-4 of its peak.</summary>
    private const double Reach = 4.1;

    /// <summary>Adds one wave.</summary>
    /// <param name="path">Shape <c>(3, sample)</c>.</param>
    /// <param name="samples">Samples of each coordinate.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="beat">The beat's time in seconds.</param>
    /// <param name="wave">The wave.</param>
    /// <param name="scale">A factor on its amplitude.</param>
    /// <param name="blur">Standard deviation in seconds of the device's low-pass, which widens and lowers the wave.</param>
    public static void Add(Span<float> path, int samples, double rate, double beat, in Wave wave, double scale, double blur)
    {
        var peak = (beat + wave.Time) * rate;
        var first = (int)Math.Ceiling(peak);
        AddFlank(path, samples, rate, peak, first, 1, wave, wave.Fall, scale, blur);
        AddFlank(path, samples, rate, peak, first - 1, -1, wave, wave.Rise, scale, blur);
    }

    private static void AddFlank(
        Span<float> path, int samples, double rate, double peak, int first, int direction, in Wave wave, double width, double scale, double blur)
    {
        var sigma = Math.Sqrt((width * width) + (blur * blur)) * rate;
        scale *= width * rate / sigma;
        var count = (int)((Reach * sigma) - Math.Abs(first - peak)) + 1;
        // Skip what lies before the recording or after it.
        var skip = direction > 0 ? Math.Max(0, -first) : Math.Max(0, first - (samples - 1));
        var start = first + (direction * skip);
        var end = direction > 0 ? Math.Min(first + count, samples) : Math.Max(first - count, -1);
        if ((end - start) * direction <= 0)
        {
            return;
        }

        // exp(-(t+1)^2/2s^2) / exp(-t^2/2s^2) is itself a geometric sequence in t: two products a sample instead of an exponential.
        var distance = Math.Abs(start - peak);
        var inverse = 1 / (2 * sigma * sigma);
        var value = scale * Math.Exp(-distance * distance * inverse);
        var ratio = Math.Exp(-((2 * distance) + 1) * inverse);
        var step = Math.Exp(-2 * inverse);
        var x = path[..samples];
        var y = path.Slice(samples, samples);
        var z = path.Slice(2 * samples, samples);
        for (var sample = start; sample != end; sample += direction)
        {
            x[sample] += (float)(value * wave.X);
            y[sample] += (float)(value * wave.Y);
            z[sample] += (float)(value * wave.Z);
            value *= ratio;
            ratio *= step;
        }
    }

    /// <summary>Adds the undulation of fibrillating atria: a wandering frequency of 4 to 9 Hz with a first overtone.</summary>
    public static void AddFibrillation(Span<float> path, int samples, double rate, RandomStream random)
    {
        var (frequency, drift) = (random.NextDouble(4.5, 8.5), random.NextDouble(0.3, 1.1));
        var (wander, wanderPhase) = (random.NextDouble(0.1, 0.5), random.NextDouble(0, 2 * Math.PI));
        var amplitude = Math.Exp(random.NextGaussian(-3.0, 0.55));
        var overtone = random.NextDouble(0.1, 0.5);
        var phase = random.NextDouble(0, 2 * Math.PI);
        var x = path[..samples];
        var y = path.Slice(samples, samples);
        var z = path.Slice(2 * samples, samples);
        for (var sample = 0; sample < samples; sample++)
        {
            var seconds = sample / rate;
            var swing = MathF.Sin((float)((2 * Math.PI * wander * seconds) + wanderPhase));
            phase += 2 * Math.PI * (frequency + (drift * swing)) / rate;
            if (phase > 2 * Math.PI)
            {
                phase -= 2 * Math.PI;
            }

            var (sine, cosine) = MathF.SinCos((float)phase);
            var value = (float)amplitude * (sine + ((float)overtone * 2 * sine * cosine)) * (1 + (0.35f * swing));
            x[sample] += 0.25f * value;
            y[sample] += 0.6f * value;
            z[sample] -= 0.85f * value;
        }
    }
}
