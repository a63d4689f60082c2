namespace EcgScaling.Data;

/// <summary>The heart as one dipole: how it shows in the leads (Dower et al. 1980, J. Electrocardiol. 13:319), and how it turns.</summary>
internal static class Dipole
{
    /// <summary>Dower's transform, shape <c>(8, 3)</c>: rows I, II, V1 to V6; columns left, feet, back.</summary>
    public static ReadOnlySpan<double> Dower =>
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

    /// <summary>The row of a lead, or null where it is none of the standard twelve.</summary>
    public static double[]? RowOf(Lead lead)
    {
        if (LimbLeads.OfFirstAndSecond(lead) is var (first, second))
        {
            return [.. Enumerable.Range(0, 3).Select(axis => (first * Dower[axis]) + (second * Dower[3 + axis]))];
        }

        return lead.Name is ['V', >= '1' and <= '6' and var number] ? Dower.Slice((2 + number - '1') * 3, 3).ToArray() : null;
    }

    /// <summary>A turn of the dipole, shape <c>(3, 3)</c>: about the back-pointing axis (frontal plane), then the feet-pointing one (horizontal), then the left-pointing one (sagittal).</summary>
    /// <param name="frontal">Radians.</param>
    /// <param name="horizontal">Radians.</param>
    /// <param name="sagittal">Radians.</param>
    public static double[] Rotation(double frontal, double horizontal, double sagittal)
    {
        var (sf, cf) = Math.SinCos(frontal);
        var (sh, ch) = Math.SinCos(horizontal);
        var (ss, cs) = Math.SinCos(sagittal);
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
