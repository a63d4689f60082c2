namespace EcgScaling.Data.Synthetic;

/// <summary>
/// One deflection of the heart's dipole: a Gaussian in time (its two flanks may differ) along a direction in the body. The axes point to the
/// patient's left (x), feet (y) and back (z); amplitudes are in millivolts before projection to the leads.
/// </summary>
/// <param name="Time">Of the peak, seconds after the main ventricular peak.</param>
/// <param name="Rise">Standard deviation of the rising flank in seconds.</param>
/// <param name="Fall">Standard deviation of the falling flank in seconds.</param>
/// <param name="X">Towards the left.</param>
/// <param name="Y">Towards the feet.</param>
/// <param name="Z">Towards the back.</param>
internal readonly record struct Wave(double Time, double Rise, double Fall, double X, double Y, double Z)
{
    public Wave(double time, double width, double x, double y, double z)
        : this(time, width, width, x, y, z)
    {
    }
}
