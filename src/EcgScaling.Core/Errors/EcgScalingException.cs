namespace EcgScaling;

/// <summary>The base of every exception this library family defines.</summary>
public abstract class EcgScalingException : Exception
{
    /// <summary>Makes an exception with a message and, where there is one, its cause.</summary>
    protected EcgScalingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
