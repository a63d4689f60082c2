using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EcgScaling.Training.Distributed;

/// <summary>This process's place among those that train one network together: data parallel training.</summary>
/// <remarks>
/// <see cref="FromEnvironment"/> reads what torchrun and SLURM's srun set; <see cref="OnThisMachine"/> and <see cref="ToEnvironment"/> are for
/// programs that start the processes themselves.
/// </remarks>
public sealed record ProcessWorld
{
    /// <summary>One process, alone.</summary>
    public static ProcessWorld Alone { get; } = new();

    /// <summary>This process's number among all, from 0. Number 0 writes the run folder.</summary>
    /// <value>Default: 0.</value>
    public int Rank { get; init; }

    /// <summary>The number of processes.</summary>
    /// <value>Default: 1.</value>
    public int Size { get; init; } = 1;

    /// <summary>This process's number among those of its machine, which is the CUDA device it takes.</summary>
    /// <value>Default: 0.</value>
    public int LocalRank { get; init; }

    /// <summary>The machine of process 0, name or address.</summary>
    /// <value>Default: <c>127.0.0.1</c>.</value>
    public string MasterAddress { get; init; } = "127.0.0.1";

    /// <summary>The TCP port at which the processes meet.</summary>
    /// <value>Default: 29500, torchrun's.</value>
    public int MasterPort { get; init; } = 29500;

    /// <summary>Whether a launcher already listens at the meeting point, as torchrun's agent does; otherwise process 0 listens.</summary>
    /// <value>Default: false.</value>
    public bool LauncherListens { get; init; }

    /// <summary>Which start of the processes this is, when a launcher starts them anew after a failure.</summary>
    /// <value>Default: 0.</value>
    public int Attempt { get; init; }

    /// <summary>How long a process waits for another one before it ends with an error.</summary>
    /// <value>Default: 10 minutes. Reading the first batch and writing a checkpoint must take less.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether there are other processes.</summary>
    public bool IsParallel => Size > 1;

    /// <summary>
    /// The place that the environment variables name: those of torchrun (<c>RANK</c>, <c>WORLD_SIZE</c>, <c>LOCAL_RANK</c>, <c>MASTER_ADDR</c>,
    /// <c>MASTER_PORT</c>), else those of a step of SLURM (<c>SLURM_PROCID</c>, <c>SLURM_NTASKS</c>, <c>SLURM_LOCALID</c>, the nodes), else
    /// <see cref="Alone"/>.
    /// </summary>
    /// <exception cref="SpecException">The variables are half set or out of range; the message lists every problem.</exception>
    public static ProcessWorld FromEnvironment() => LaunchEnvironment.Read(Environment.GetEnvironmentVariable);

    /// <summary>The places of processes that will all run on this machine, at a port that is free now.</summary>
    /// <param name="size">The number of processes.</param>
    public static IReadOnlyList<ProcessWorld> OnThisMachine(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return [.. Enumerable.Range(0, size).Select(rank => new ProcessWorld { Rank = rank, Size = size, LocalRank = rank, MasterPort = port })];
    }

    /// <summary>The environment variables that make <see cref="FromEnvironment"/> give this place in a process started with them.</summary>
    public IReadOnlyDictionary<string, string> ToEnvironment() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RANK"] = Rank.ToString(CultureInfo.InvariantCulture),
        ["WORLD_SIZE"] = Size.ToString(CultureInfo.InvariantCulture),
        ["LOCAL_RANK"] = LocalRank.ToString(CultureInfo.InvariantCulture),
        ["MASTER_ADDR"] = MasterAddress,
        ["MASTER_PORT"] = MasterPort.ToString(CultureInfo.InvariantCulture),
        ["TORCHELASTIC_USE_AGENT_STORE"] = LauncherListens ? "True" : "False",
        ["TORCHELASTIC_RESTART_COUNT"] = Attempt.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Size < 1)
        {
            problems.Add($"Size is {Size}; it is at least 1.");
        }
        else if (Rank < 0 || Rank >= Size)
        {
            problems.Add($"Rank is {Rank}; it lies between 0 and {Size - 1}, one below the number of processes.");
        }

        if (LocalRank < 0)
        {
            problems.Add($"LocalRank is {LocalRank}; it is at least 0.");
        }

        if (string.IsNullOrWhiteSpace(MasterAddress))
        {
            problems.Add("MasterAddress is empty; give the name or address of the machine of process 0.");
        }

        if (MasterPort is < 1 or > 65535)
        {
            problems.Add($"MasterPort is {MasterPort}; it lies between 1 and 65535.");
        }

        if (Timeout <= TimeSpan.Zero)
        {
            problems.Add($"Timeout is {Timeout}; it is positive.");
        }

        SpecException.ThrowIfAny(nameof(ProcessWorld), problems);
    }
}
