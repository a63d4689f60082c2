namespace EcgScaling.Study.Indexing;

/// <summary>An index could not be used. The trials are not touched by it: their folders are the truth, and a store goes on without its index.</summary>
public sealed class TrialIndexException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public TrialIndexException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
