namespace EcgScaling.Laws.Forms;

/// <summary>
/// The units in which a law is fitted: inputs are divided by their geometric mean and the response by its own, which centres the logarithms
/// and takes the near-perfect correlation of amplitudes and exponents away.
/// </summary>
/// <param name="Inputs">The unit of each input of the law, in the law's order.</param>
/// <param name="Response">The unit of the response.</param>
public sealed record LawScaling(IReadOnlyList<double> Inputs, double Response)
{
    /// <summary>No scaling for a law with this many inputs.</summary>
    public static LawScaling None(int inputs) => new([.. Enumerable.Repeat(1.0, inputs)], 1);
}
