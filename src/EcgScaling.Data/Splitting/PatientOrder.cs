namespace EcgScaling.Data.Splitting;

/// <summary>Gives each patient a place in [0, 1) that depends on the seed, the purpose and the patient alone.</summary>
internal static class PatientOrder
{
    public static double PlaceOf(ulong seed, string purpose, long patientKey) => new RandomStream(seed, purpose, patientKey).NextDouble();
}
