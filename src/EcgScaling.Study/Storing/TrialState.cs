namespace EcgScaling.Study.Storing;

/// <summary>Where a trial stands. It is read from the trial's folder; nothing else keeps it.</summary>
public enum TrialState
{
    /// <summary>Never claimed.</summary>
    Planned,

    /// <summary>A worker holds it and renews its lease.</summary>
    Running,

    /// <summary>It was begun and is held by nobody (stopped, or its worker died): the next worker goes on from its checkpoint.</summary>
    Interrupted,

    /// <summary>Its result is complete.</summary>
    Done,

    /// <summary>It failed for good; the folder holds the reason.</summary>
    Failed,
}
