namespace EcgScaling.Models;

/// <summary>What one patch covers.</summary>
public enum PatchStyle
{
    /// <summary>All leads over the patch's time: one token for each time window.</summary>
    Joint,

    /// <summary>One lead over the patch's time: one token for each lead and time window, with a learned embedding of the lead.</summary>
    PerLead,
}
