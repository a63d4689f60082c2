namespace EcgScaling.Figures;

/// <summary>How the numbers along an axis are written.</summary>
public enum TickLabels
{
    /// <summary>Chosen from the range: 20K and 1M for counts, 10⁻⁷ for very small or large numbers, plain digits otherwise.</summary>
    Auto,

    /// <summary>Counts as people say them: 20K, 1M, 200M, 3B, 2T.</summary>
    Count,

    /// <summary>Powers of ten: 10⁶, 2·10⁶.</summary>
    Power,

    /// <summary>Plain digits: 0.05, 1200.</summary>
    Plain,
}
