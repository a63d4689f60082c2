namespace EcgScaling.Study.Storing;

/// <summary>What kind of failure ended an attempt.</summary>
public enum FailureKind
{
    /// <summary>The training diverged; trying again gives the same numbers, so it is not tried again.</summary>
    Diverged,

    /// <summary>Configuration or data cannot work; it is not tried again.</summary>
    Invalid,

    /// <summary>Memory ran out; tried again, since other work may have held it.</summary>
    OutOfMemory,

    /// <summary>The disk or the network failed; tried again.</summary>
    InputOutput,

    /// <summary>Anything else; tried again.</summary>
    Error,
}
