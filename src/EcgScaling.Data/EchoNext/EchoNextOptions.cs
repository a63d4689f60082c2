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
}
