using System.Globalization;
using System.Runtime.InteropServices;

namespace EcgScaling.Data.Isolation;

/// <summary>The reading side of <see cref="IsolatedSource"/>: answers questions on standard output until standard input ends.</summary>
public static partial class IsolationHost
{
    /// <summary>Set, to the memory limit, in a process that was started to read.</summary>
    internal const string Variable = "ECGSCALING_ISOLATED_READER";

    private const int Data = 2;
    private const int Core = 4;

    /// <summary>Whether this process was started to read for another one.</summary>
    internal static bool IsAsked => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Whether this program has offered to serve; then it can be started without a startup hook.</summary>
    internal static bool IsOffered { get; private set; }

    /// <summary>
    /// In a process that was started to read for another one: reads, and ends the process. Otherwise returns at once. Only programs without startup hooks
    /// (trimmed, native ahead of time) need to call it, first in <c>Main</c>.
    /// </summary>
    public static void ServeIfAsked()
    {
        IsOffered = true;
        if (IsAsked)
        {
            Serve();
            Environment.Exit(0);
        }
    }

    internal static void Serve()
    {
#pragma warning disable RS0030 // The two handles are the line to the process that asks; nothing is printed.
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
#pragma warning restore RS0030
        if (OperatingSystem.IsLinux() && long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var memory))
        {
            // No core file where libhdf5 crashes, and no more private memory than allowed: an allocation beyond it fails instead of the machine.
            _ = SetLimit(Core, new Limit(0, 0));
            _ = SetLimit(Data, new Limit((ulong)memory, (ulong)memory));
        }

        Wire.WriteFrame(output, BitConverter.GetBytes(Wire.Greeting));
        using var server = new IsolatedReader();
        while (Wire.ReadFrame(input, int.MaxValue) is { } request)
        {
            Wire.WriteFrame(output, server.Respond(request));
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit(ulong soft, ulong hard)
    {
        private readonly ulong _soft = soft;
        private readonly ulong _hard = hard;
    }
}
