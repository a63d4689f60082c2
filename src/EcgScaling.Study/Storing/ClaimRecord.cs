namespace EcgScaling.Study.Storing;

/// <summary>What a claim file says: who holds the trial, for how long, and how far it is.</summary>
public sealed record ClaimRecord
{
    /// <summary>The holder.</summary>
    public required WorkerIdentity Holder { get; init; }

    /// <summary>After this many seconds without a heartbeat the claim may be taken over.</summary>
    public required double LeaseSeconds { get; init; }

    /// <summary>Whether the holder has given the trial back.</summary>
    public bool Released { get; init; }

    /// <summary>Whether the holder wrote the trial's result.</summary>
    public bool Completed { get; init; }

    /// <summary>How many heartbeats there were.</summary>
    public long Beats { get; init; }

    /// <summary>How far the trial is.</summary>
    public TrialProgress? Progress { get; init; }
}
