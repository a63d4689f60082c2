namespace EcgScaling.Study.Storing;

/// <summary>Where one trial stands.</summary>
public sealed record TrialStatus
{
    /// <summary>The trial's key.</summary>
    public required string Key { get; init; }

    /// <summary>Its state.</summary>
    public required TrialState State { get; init; }

    /// <summary>How far it is, or was when it was last held.</summary>
    public TrialProgress? Progress { get; init; }

    /// <summary>Who holds it, while it runs.</summary>
    public WorkerIdentity? Holder { get; init; }

    /// <summary>The result, when it is done.</summary>
    public Results.TrialResult? Result { get; init; }

    /// <summary>The last failure, if any.</summary>
    public TrialFailure? Failure { get; init; }
}
