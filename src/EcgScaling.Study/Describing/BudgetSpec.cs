namespace EcgScaling.Study.Describing;

/// <summary>What a study may cost. A plan beyond it is refused, with what it would cost.</summary>
public sealed record BudgetSpec
{
    /// <summary>Hours of one device, all trials together, as predicted.</summary>
    /// <value>Default: none, that is no limit.</value>
    public double? DeviceHours { get; init; }

    /// <summary>Training compute of all trials, in FLOP.</summary>
    /// <value>Default: none, that is no limit.</value>
    public double? Flops { get; init; }

    /// <summary>Space on disk, in bytes.</summary>
    /// <value>Default: none, that is no limit.</value>
    public long? DiskBytes { get; init; }

    internal void Validate(List<string> problems)
    {
        foreach (var (name, value) in new[] { (nameof(DeviceHours), DeviceHours), (nameof(Flops), Flops), (nameof(DiskBytes), DiskBytes) })
        {
            if (value is { } limit && !(limit > 0 && double.IsFinite(limit)))
            {
                problems.Add(FormattableString.Invariant($"Budget.{name} is {limit}; it is positive, or null for no limit."));
            }
        }
    }
}
