namespace EcgScaling.Study.Planning;

/// <summary>What a plan assumes of the machine that will run it.</summary>
public sealed record PlanOptions
{
    private const double ProcessorCore = 5e9;
    private const double CudaDevice = 2e13;

    /// <summary>Floating-point operations per second that one trial reaches while it trains; predicted times rest on it until finished trials give the real rate.</summary>
    /// <value>Default: none, that is a rough figure: 5e9 for a processor core, 2e13 for a CUDA device.</value>
    public double? FlopsPerSecond { get; init; }

    /// <summary>Memory that one trial may take, in bytes; a plan with a trial above it is refused.</summary>
    /// <value>Default: what the machine gives this process.</value>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The rate assumed for a device.</summary>
    /// <param name="device">The device of a trial, for example <c>cpu</c> or <c>cuda:0</c>.</param>
    public double RateOf(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return FlopsPerSecond ?? (device.StartsWith("cuda", StringComparison.Ordinal) ? CudaDevice : ProcessorCore);
    }

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (FlopsPerSecond is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            problems.Add($"{nameof(FlopsPerSecond)} is {FlopsPerSecond}; it is positive, for example 5e9.");
        }

        if (MemoryBytes < 1)
        {
            problems.Add($"{nameof(MemoryBytes)} is {MemoryBytes}; it is positive.");
        }

        SpecException.ThrowIfAny(nameof(PlanOptions), problems);
    }
}
