using TorchSharp;

namespace EcgScaling.Training.Distributed;

/// <summary>Where processes meet.</summary>
/// <example><code>
/// using var processes = ProcessGroups.Join(ProcessWorld.FromEnvironment());
/// var result = new Trainer(config, processes: processes).Train(paradigm, data, folder);
/// </code></example>
public static partial class ProcessGroups
{
    /// <summary>Whether this build can join several processes that compute on a kind of device.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda</c>.</param>
    public static bool IsAvailable(string device = "cpu") => ReasonAgainst(device) is null;

    /// <summary>Meets the other processes of a world, by Gloo for the CPU and NCCL for CUDA. A world of one needs neither.</summary>
    /// <param name="world">This process's place.</param>
    /// <param name="device"><c>cpu</c>, or <c>cuda</c> for the device with the number of the place on its machine; <see cref="TrainingConfig.Device"/>.</param>
    /// <exception cref="SpecException">The world is out of range, or this build cannot join processes on that device.</exception>
    /// <exception cref="ProcessGroupException">The others did not come in time.</exception>
    public static IProcessGroup Join(ProcessWorld world, string device = "cpu")
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentException.ThrowIfNullOrWhiteSpace(device);
        world.Validate();
        if (!world.IsParallel)
        {
            return new LoneProcess(new torch.Device(device));
        }

        if (ReasonAgainst(device) is { } reason)
        {
            throw new SpecException("Data parallel training", [reason]);
        }

        var place = device == "cuda" ? new torch.Device(DeviceType.CUDA, world.LocalRank) : new torch.Device(device);
        IProcessGroup? group = null;
        Open(world, place, ref group);
        return group!;
    }

    private static string? ReasonAgainst(string device)
    {
        var reason = "it is not available in this backend: TorchSharp's packages have no c10d. Build with -p:NativeBackend=System on Linux, or run one process.";
        Check(device, ref reason);
        return reason;
    }

    // Their bodies, in C10d/, are compiled only where the tensor layer has collectives.
    static partial void Check(string device, ref string? reason);

    static partial void Open(ProcessWorld world, torch.Device device, ref IProcessGroup? group);
}
