namespace EcgScaling.Figures.Reports;

/// <summary>How a finding or notice is set off from the text; the words carry the meaning, the colour only helps.</summary>
public enum FindingTone
{
    /// <summary>Neither for nor against: not resolved by the data.</summary>
    Neutral,

    /// <summary>Supported by the data.</summary>
    Good,

    /// <summary>Contradicted by the data.</summary>
    Bad,

    /// <summary>Something the reader must know before trusting a number.</summary>
    Warning,
}
