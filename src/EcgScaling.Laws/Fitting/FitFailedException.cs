namespace EcgScaling.Laws.Fitting;

/// <summary>A fit that found no finite objective anywhere.</summary>
public sealed class FitFailedException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public FitFailedException(string message)
        : base(message)
    {
    }
}
