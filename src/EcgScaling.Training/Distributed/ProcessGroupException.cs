namespace EcgScaling.Training.Distributed;

/// <summary>The processes of a run have lost one another: one failed, was killed, or did not come in time. The newest checkpoint is whole; start all of them again.</summary>
public sealed class ProcessGroupException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which process noticed, and what is known of the reason.</param>
    /// <param name="innerException">The native error, where there is one.</param>
    public ProcessGroupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
