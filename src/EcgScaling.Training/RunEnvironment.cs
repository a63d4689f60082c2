using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace EcgScaling.Training;

/// <summary>The machine and the libraries a run was made with.</summary>
public sealed record RunEnvironment
{
    /// <summary>Version of this library.</summary>
    public required string Library { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string LibTorch { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor's architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Threads of libtorch.</summary>
    public required int Threads { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>The number of processes.</summary>
    /// <value>Default: 1.</value>
    public int Processes { get; init; } = 1;

    /// <summary>This process's.</summary>
    /// <param name="device">The device.</param>
    /// <param name="processes">The number of processes that train together.</param>
    public static RunEnvironment Current(string device, int processes = 1) => new()
    {
        Processes = processes,
        Library = typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        LibTorch = torch.__version__,
        Runtime = RuntimeInformation.FrameworkDescription,
        OperatingSystem = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        Threads = torch.get_num_threads(),
        Device = device,
    };
}
