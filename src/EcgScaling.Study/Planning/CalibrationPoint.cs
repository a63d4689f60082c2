namespace EcgScaling.Study.Planning;

/// <summary>How fast one model trained on one device.</summary>
public sealed record CalibrationPoint
{
    /// <summary>The model family.</summary>
    public required string Family { get; init; }

    /// <summary>The paradigm.</summary>
    public required string Paradigm { get; init; }

    /// <summary>N: the encoder's parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Records per step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>Threads of the trial.</summary>
    public required int Threads { get; init; }

    /// <summary>Seconds of a step, the median of some.</summary>
    public required double SecondsPerStep { get; init; }

    /// <summary>Seconds per floating-point operation, as the plan counts operations.</summary>
    public required double SecondsPerFlop { get; init; }

    /// <summary>What was measured, as a hash of model, paradigm, batch, device and threads: measured once, it is not measured again.</summary>
    public required string Key { get; init; }
}
