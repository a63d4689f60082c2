using System.Numerics.Tensors;

namespace EcgScaling.Data.EchoNext;

/// <summary>
/// How EchoNext's waveforms were standardised: each lead less a mean, divided by a deviation, both over the training part, in counts of 4.88 microvolts (the
/// resolution of the MUSE system the tracings come from; it gives the amplitudes of other hospital data sets). Means and deviations are those of the group's
/// IntroECG notebook.
/// </summary>
/// <remarks>They show that aVL and aVF were filled with -III/2 and III/2: equal deviations, half that of III, and opposite means. Where the tracings confirm it, both are computed anew from I and II.</remarks>
internal static class EchoNextStandardisation
{
    private const double MillivoltsPerCount = 0.00488;
    private const double Tolerance = 0.05;

    private static readonly double[] Means =
        [5.3913547, 4.08127771, -1.18338815, -4.72457889, 0.59169407, -0.59169407, -4.25676191, -1.44444217, -0.34211766, 3.35517074, 5.18700818, 5.53535442];

    private static readonly double[] Deviations =
        [31.1319959, 29.16014537, 30.41666735, 26.0615433, 15.20833367, 15.20833367, 38.35645889, 53.62205647, 58.92661479, 49.45070532, 43.92990916, 38.29998916];

    /// <summary>Brings a tracing, shape <c>(lead, sample)</c>, from deviations to millivolts.</summary>
    public static void Undo(Span<float> tracing, int samples)
    {
        for (var lead = 0; lead < Means.Length; lead++)
        {
            var row = tracing.Slice(lead * samples, samples);
            TensorPrimitives.Multiply(row, (float)(Deviations[lead] * MillivoltsPerCount), row);
            TensorPrimitives.Add(row, (float)(Means[lead] * MillivoltsPerCount), row);
        }
    }

    /// <summary>Whether tracings in millivolts obey II = I + III and aVR = -(I + II)/2 as far as the publisher's clipping lets them.</summary>
    public static bool ObeysEinthoven(IReadOnlyList<float[]> tracings, int samples) =>
        Residual(tracings, samples, Lead.II, [(Lead.I, 1), (Lead.III, 1)]) < Tolerance && Residual(tracings, samples, Lead.AVR, [(Lead.I, -0.5f), (Lead.II, -0.5f)]) < Tolerance;

    /// <summary>Whether aVL and aVF hold -III/2 and III/2 instead of what they should.</summary>
    public static bool HasFalseLeads(IReadOnlyList<float[]> tracings, int samples) =>
        Residual(tracings, samples, Lead.AVL, [(Lead.III, -0.5f)]) < Tolerance && Residual(tracings, samples, Lead.AVF, [(Lead.III, 0.5f)]) < Tolerance
        && Residual(tracings, samples, Lead.AVL, [(Lead.I, 0.5f), (Lead.III, -0.5f)]) > Tolerance;

    /// <summary>Computes aVL = I - II/2 and aVF = II - I/2.</summary>
    public static void Mend(Span<float> tracing, int samples)
    {
        foreach (var lead in (ReadOnlySpan<Lead>)[Lead.AVL, Lead.AVF])
        {
            var (first, second) = LimbLeads.OfFirstAndSecond(lead)!.Value;
            for (var sample = 0; sample < samples; sample++)
            {
                tracing[(Row(lead) * samples) + sample] = (first * tracing[sample]) + (second * tracing[samples + sample]);
            }
        }
    }

    private static int Row(Lead lead) => LeadSet.Twelve.IndexOf(lead);

    // The energy of a lead less a combination of others, by the energy of the lead.
    private static double Residual(IReadOnlyList<float[]> tracings, int samples, Lead lead, ReadOnlySpan<(Lead Lead, float Factor)> combination)
    {
        var (rest, whole) = (0.0, 0.0);
        foreach (var tracing in tracings)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                double value = tracing[(Row(lead) * samples) + sample];
                whole += value * value;
                foreach (var (other, factor) in combination)
                {
                    value -= factor * tracing[(Row(other) * samples) + sample];
                }

                rest += value * value;
            }
        }

        // Nothing, or NaN, proves nothing.
        return rest < double.PositiveInfinity && whole > 0 ? rest / whole : double.PositiveInfinity;
    }
}
