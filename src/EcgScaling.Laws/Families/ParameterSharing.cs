namespace EcgScaling.Laws.Families;

/// <summary>How a parameter relates across families.</summary>
public enum ParameterSharing
{
    /// <summary>Each family has its own.</summary>
    Free,

    /// <summary>All families have the same. Amplitudes are compared in centred units: the contribution to the loss at the common geometric mean of the inputs.</summary>
    Shared,

    /// <summary>Each family has its own, drawn towards the common mean as far as the spread between families and their errors justify (a random effect).</summary>
    Pooled,
}
