namespace EcgScaling.Laws.Compute;

/// <summary>How the minimum of an isoFLOP curve is found.</summary>
public enum IsoFlopMethod
{
    /// <summary>A parabola of the loss in log N (Hoffmann et al.).</summary>
    Parabola,

    /// <summary>The minimum of Akima's interpolation of the loss in log N (Porian et al. arXiv 2406.19146).</summary>
    Akima,
}
