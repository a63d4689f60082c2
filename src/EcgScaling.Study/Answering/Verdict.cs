namespace EcgScaling.Study.Answering;

/// <summary>What data say about a claim.</summary>
public enum Verdict
{
    /// <summary>The interval lies on one side of the threshold, partly or wholly on neither: these data do not tell.</summary>
    NotResolved,

    /// <summary>The whole interval lies on the claim's side.</summary>
    Supported,

    /// <summary>The whole interval lies on the other side.</summary>
    Contradicted,
}
