namespace EcgScaling.Data.Leads;

/// <summary>What tracings say about the order of their leads.</summary>
internal enum LeadOrderOutcome
{
    /// <summary>The documented order holds.</summary>
    AsDocumented,

    /// <summary>Another order holds, and only that.</summary>
    Permuted,

    /// <summary>Several orders hold about equally well.</summary>
    Ambiguous,

    /// <summary>No order fulfils the identities.</summary>
    NoneHolds,
}
