namespace EcgScaling.Study.Planning;

/// <summary>What a plan assumes of the machine that will run it.</summary>
public sealed record PlanOptions
{
    private const double ProcessorCore = 5e9;
    private const double CudaDevice = 2e13;

    /// <summary>Floating-point operations per second that one trial reaches while it trains; predicted times rest on it until finished trials give the real rate.</summary>
    /// <value>Default: none, that is a rough figure: 5e9 for a processor core, 2e13 for a CUDA device.</value>
    public double? FlopsPerSecond { get; init; }

    /// <summary>Measured speeds of this machine; what they do not cover is predicted from the rough figures.</summary>
    /// <value>Default: none.</value>
    public Calibration? Calibration { get; init; }

    /// <summary>Space on disk for the study, in bytes; a plan beyond it is refused.</summary>
    /// <value>Default: none, that is no limit.</value>
    public long? DiskBytes { get; init; }

    /// <summary>Memory that one trial may take, in bytes; a plan with a trial above it is refused.</summary>
    /// <value>Default: what the machine gives this process.</value>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Memory of a CUDA device that one trial may take, in bytes; a plan with a trial above it is refused.</summary>
    /// <value>Default: null: what is free on this machine's device; where it has none, trials for one are not checked.</value>
    public long? DeviceMemoryBytes { get; init; }

    /// <summary>The rate assumed for a device.</summary>
    /// <param name="device">The device of a trial, for example <c>cpu</c> or <c>cuda:0</c>.</param>
    public double RateOf(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return FlopsPerSecond ?? (device.StartsWith("cuda", StringComparison.Ordinal) ? CudaDevice : ProcessorCore);
    }

    /// <summary>The predicted seconds of a trial: training, less what it takes over from another's checkpoint, and measuring.</summary>
    /// <param name="trial">The trial.</param>
    public double SecondsOf(PlannedTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var device = trial.Spec.Training.Device;
        var measured = FlopsPerSecond is null ? Calibration?.SecondsPerFlop(trial.Family, trial.Spec.Paradigm.Name, device, trial.Parameters) : null;
        return (trial.Flops - trial.ReusedFlops + trial.EvaluationFlops) * (measured ?? (1 / RateOf(device)));
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

        if (DiskBytes < 1)
        {
            problems.Add($"{nameof(DiskBytes)} is {DiskBytes}; it is positive, or null for no limit.");
        }

        if (MemoryBytes < 1)
        {
            problems.Add($"{nameof(MemoryBytes)} is {MemoryBytes}; it is positive.");
        }

        if (DeviceMemoryBytes < 1)
        {
            problems.Add($"{nameof(DeviceMemoryBytes)} is {DeviceMemoryBytes}; it is positive, or null for what is free on this machine's device.");
        }

        SpecException.ThrowIfAny(nameof(PlanOptions), problems);
    }
}
