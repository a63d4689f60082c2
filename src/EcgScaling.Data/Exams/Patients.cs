namespace EcgScaling.Data;

/// <summary>Keys of patients: 64-bit hashes of their ids, on which splits and subsets rest.</summary>
public static class Patients
{
    /// <summary>The key of a patient id. It depends on nothing else and does not change between versions.</summary>
    /// <remarks>FNV-1a over the UTF-16 units, finished by SplitMix64. Among 2 million patients two share a key with a chance below 1e-6.</remarks>
    public static long KeyOf(string patientId)
    {
        ArgumentNullException.ThrowIfNull(patientId);
        unchecked
        {
            var hash = 0xCBF29CE484222325UL;
            foreach (var unit in patientId)
            {
                hash = (hash ^ (byte)unit) * 0x100000001B3UL;
                hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3UL;
            }

            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
            return (long)(hash ^ (hash >> 31));
        }
    }
}
