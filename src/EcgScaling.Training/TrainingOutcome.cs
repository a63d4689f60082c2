namespace EcgScaling.Training;

/// <summary>How a run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>The planned duration was reached.</summary>
    Completed,

    /// <summary>The held-out loss no longer fell.</summary>
    EarlyStopped,

    /// <summary>It was asked to stop; a checkpoint holds the place, and running it again goes on from there.</summary>
    Cancelled,

    /// <summary>The loss became NaN, infinite or leapt; the result says at which step and with which records.</summary>
    Diverged,
}
