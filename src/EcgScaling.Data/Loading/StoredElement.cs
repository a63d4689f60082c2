namespace EcgScaling.Data.Loading;

/// <summary>How a prepared store keeps values.</summary>
public enum StoredElement
{
    /// <summary>32-bit floats: exact, 4 bytes a value.</summary>
    Exact32 = 0,

    /// <summary>16-bit floats: 11 significant bits (half a microvolt at 1 mV), 2 bytes a value.</summary>
    Half16 = 1,

    /// <summary>16-bit integers with one scale a record: the largest value divided by 32767, 2 bytes a value.</summary>
    Scaled16 = 2,
}
