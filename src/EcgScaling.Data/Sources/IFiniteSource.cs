namespace EcgScaling.Data;

/// <summary>A source that knows, from having had every value in hand, whether a tracing is free of invalid samples: that spares a pass over memory.</summary>
internal interface IFiniteSource : IEcgSource
{
    /// <summary>As <see cref="IEcgSource.Read"/>.</summary>
    /// <param name="index">The exam.</param>
    /// <param name="destination">Shape <c>(lead, sample)</c>.</param>
    /// <param name="finite">True where every value is finite; false where one may not be.</param>
    ValidRange Read(int index, Span<float> destination, out bool finite);
}
