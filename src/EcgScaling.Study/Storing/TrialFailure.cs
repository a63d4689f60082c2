namespace EcgScaling.Study.Storing;

/// <summary>Why a trial failed, as its folder keeps it.</summary>
public sealed record TrialFailure
{
    /// <summary>What kind of failure, which decides whether it is tried again.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>What happened, in the words of the error.</summary>
    public required string Message { get; init; }

    /// <summary>The stack of the error, for whoever has to mend it.</summary>
    public string? Detail { get; init; }

    /// <summary>How many attempts have failed.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Whether the trial is given up.</summary>
    public bool Permanent { get; init; }
}
