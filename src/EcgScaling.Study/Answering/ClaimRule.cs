namespace EcgScaling.Study.Answering;

/// <summary>How findings make a verdict. Under both, a claim that is false in all its parts is called supported in at most 2.5 % of studies, and the other way round.</summary>
public enum ClaimRule
{
    /// <summary>Supported when every finding is, each at 95 %; contradicted when one is, its interval widened for their number.</summary>
    All,

    /// <summary>Supported when some finding is and none is contradicted, intervals widened for their number; contradicted likewise.</summary>
    Some,
}
