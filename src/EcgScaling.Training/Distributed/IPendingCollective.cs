namespace EcgScaling.Training.Distributed;

/// <summary>An exchange between processes that was begun.</summary>
public interface IPendingCollective
{
    /// <summary>Waits until the tensor holds the result. Call it once.</summary>
    /// <exception cref="ProcessGroupException">Another process ended, failed or did not come in time.</exception>
    void Wait();
}
