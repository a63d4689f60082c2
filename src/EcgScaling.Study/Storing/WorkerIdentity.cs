using System.Diagnostics;

namespace EcgScaling.Study.Storing;

/// <summary>Which process on which machine holds a claim, precisely enough to tell that it is dead.</summary>
public sealed record WorkerIdentity
{
    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>What tells one run of one machine, and one process namespace in it, from another (boot id and namespace on Linux).</summary>
    public required string Boot { get; init; }

    /// <summary>The process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When the process started, in the system's own clock ticks; a reused process id has another.</summary>
    public required long Started { get; init; }

    /// <summary>This process.</summary>
    public static WorkerIdentity Current { get; } = new()
    {
        Machine = Environment.MachineName,
        Boot = BootOfThisMachine(),
        ProcessId = Environment.ProcessId,
        Started = StartOf(Environment.ProcessId) ?? 0,
    };

    /// <summary>Whether this process certainly lives no more: it ran on this machine and is gone. False where that cannot be known.</summary>
    public bool IsKnownDead() =>
        Machine == Current.Machine && Boot == Current.Boot && Boot.Length > 0 && StartOf(ProcessId) is var started && (started is null || started != Started);

    /// <inheritdoc/>
    public override string ToString() => $"{Machine}:{ProcessId}";

    private static string BootOfThisMachine()
    {
        const string bootId = "/proc/sys/kernel/random/boot_id";
        const string processNamespace = "/proc/self/ns/pid";
        try
        {
            return File.Exists(bootId) ? $"{File.ReadAllText(bootId).Trim()} {File.ResolveLinkTarget(processNamespace, false)?.Name}" : string.Empty;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static long? StartOf(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            // Process.StartTime is rebuilt from the wall clock and moves with it; field 22 of stat does not.
            try
            {
                var stat = File.ReadAllText($"/proc/{processId}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
