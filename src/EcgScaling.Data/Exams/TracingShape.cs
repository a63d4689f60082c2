namespace EcgScaling.Data;

/// <summary>The shape of one tracing: what its lead axis and its sample axis mean.</summary>
/// <param name="Leads">The leads, in the order of the lead axis.</param>
/// <param name="Rate">The sample rate.</param>
/// <param name="Samples">Samples of each lead, padding included.</param>
public sealed record TracingShape(LeadSet Leads, SampleRate Rate, int Samples)
{
    /// <summary>The number of values, leads times samples.</summary>
    public int Length => checked(Leads.Count * Samples);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Leads.Count} leads x {Samples} samples at {Rate}");
}
