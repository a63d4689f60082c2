namespace EcgScaling.Data;

/// <summary>The limb leads as combinations of I and II (Einthoven, Goldberger).</summary>
internal static class LimbLeads
{
    /// <summary>The factors of I and II, or null where the lead is not a limb lead.</summary>
    public static (float First, float Second)? OfFirstAndSecond(Lead lead) => lead.Name switch
    {
        "I" => (1, 0),
        "II" => (0, 1),
        "III" => (-1, 1),
        "aVR" => (-0.5f, -0.5f),
        "aVL" => (1, -0.5f),
        "aVF" => (-0.5f, 1),
        _ => null,
    };
}
