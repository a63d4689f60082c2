namespace EcgScaling.Data.EchoNext;

/// <summary>How EchoNext is read.</summary>
public sealed record EchoNextOptions
{
    /// <summary>What the values count.</summary>
    /// <value>Default: millivolts.</value>
    public EchoNextScale Scale { get; init; }

    /// <summary>Whether rates and intervals of the ECG and the numbers of the echocardiogram are labels after the yes-or-no findings.</summary>
    /// <value>Default: false.</value>
    public bool Measurements { get; init; }

    /// <summary>Whether opening looks into each tracing and quarantines those that are flat or hold no numbers. It reads a few kilobytes of each.</summary>
    /// <value>Default: true.</value>
    public bool FindEmptyTracings { get; init; } = true;

    /// <summary>Whether the first exam that cannot be used throws instead of going to the quarantine report.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }
}
