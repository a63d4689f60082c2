namespace EcgScaling.Study.Running;

/// <summary>A study could not be run to its end for a reason that lies outside its trials.</summary>
public sealed class StudyRunException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public StudyRunException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
