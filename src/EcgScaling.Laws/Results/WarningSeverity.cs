namespace EcgScaling.Laws.Results;

/// <summary>How much a warning should weigh.</summary>
public enum WarningSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Numbers hold, some statements do not.</summary>
    Caution,

    /// <summary>At least one number must not be used.</summary>
    Severe,
}
