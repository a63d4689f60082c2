namespace EcgScaling.Laws.Results;

/// <summary>A quantity with its interval.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Estimate">Its value at the fit.</param>
/// <param name="Lower">The lower end; negative infinity where the data do not bound it.</param>
/// <param name="Upper">The upper end; infinity where the data do not bound it.</param>
/// <param name="Level">The nominal coverage, such as .95.</param>
/// <param name="Method">How it was found, such as <c>profile-F</c>.</param>
public sealed record QuantityInterval(string Name, double Estimate, double Lower, double Upper, double Level, string Method)
{
    /// <summary>Whether the lower end is a bound of the parameter (an irreducible loss of zero), not a place that the data exclude.</summary>
    public bool LowerAtBound { get; init; }

    /// <summary>Whether the upper end is a bound of the parameter.</summary>
    public bool UpperAtBound { get; init; }

    /// <summary>Whether the data bound the quantity on both sides.</summary>
    public bool IsClosed => double.IsFinite(Lower) && double.IsFinite(Upper);

    /// <summary>Whether a value lies inside.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
