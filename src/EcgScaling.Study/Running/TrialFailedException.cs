using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Running;

/// <summary>A trial failed in a way that has a name.</summary>
public sealed class TrialFailedException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public TrialFailedException(FailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>Which way.</summary>
    public FailureKind Kind { get; }
}
