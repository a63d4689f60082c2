using EcgScaling.Data.Leads;

namespace EcgScaling.Data.CodeTest;

/// <summary>How CODE-test is read.</summary>
public sealed record CodeTestOptions
{
    /// <summary>Whose reading gives the labels.</summary>
    /// <value>Default: the gold standard.</value>
    public CodeTestAnnotator Annotator { get; init; }

    /// <summary>Stored value times this gives millivolts.</summary>
    /// <value>Default: 0.5, as for CODE-15%: the publication contradicts itself, the group's preprocessing wrote twice the millivolts.</value>
    public double UnitScale { get; init; } = 0.5;

    /// <summary>What is made of the order of the leads: the publication documents two.</summary>
    /// <value>Default: the tracings must prove it.</value>
    public LeadOrderPolicy LeadOrder { get; init; } = LeadOrderPolicy.Require;

    /// <summary>Whether the first exam that cannot be used throws instead of going to the quarantine report.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }
}
