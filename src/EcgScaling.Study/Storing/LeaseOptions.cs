namespace EcgScaling.Study.Storing;

/// <summary>How long a claim stands without a sign of life, and how often its holder gives one.</summary>
public sealed record LeaseOptions
{
    /// <summary>After this long without a heartbeat a claim may be taken over. A dead process of the same machine loses its claim at once.</summary>
    /// <value>60 seconds</value>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the holder renews its claim and publishes its progress.</summary>
    /// <value>1 second</value>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Throws unless a holder can renew several times within the lease.</summary>
    /// <exception cref="SpecException">The heartbeat is not positive, or longer than a third of the lease.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Heartbeat <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(Heartbeat)} is {Heartbeat}; it must be above zero, for example one second.");
        }

        if (Duration < 3 * Heartbeat)
        {
            problems.Add($"{nameof(Duration)} is {Duration} with a {nameof(Heartbeat)} of {Heartbeat}; allow at least three heartbeats, so that one slow write does not cost the claim.");
        }

        SpecException.ThrowIfAny(nameof(LeaseOptions), problems);
    }
}
