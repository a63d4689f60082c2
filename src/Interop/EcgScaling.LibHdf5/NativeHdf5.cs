using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HDF.PInvoke;

/// <summary>Finds the machine's libhdf5 once per process and hands out its exported identifiers.</summary>
internal static class NativeHdf5
{
    /// <summary>The logical name in every import; <see cref="Resolve"/> maps it to a file.</summary>
    public const string Library = "hdf5";

    /// <summary>The environment variable that names the library file, for builds in unusual places.</summary>
    public const string PathVariable = "ECGSCALING_HDF5";

    private static readonly Lazy<nint> Handle = new(Load);
    private static readonly ConcurrentDictionary<string, long> Identifiers = new();

    /// <summary>The value of a global identifier such as <c>H5T_NATIVE_FLOAT_g</c>; H5open sets those.</summary>
    /// <exception cref="DllNotFoundException">No usable libhdf5 was found.</exception>
    public static long Identifier(string symbol) => Identifiers.GetOrAdd(symbol, name =>
        H5.open() >= 0
            ? Marshal.ReadInt64(NativeLibrary.GetExport(Handle.Value, name))
            : throw new DllNotFoundException("libhdf5 was loaded but H5open failed; the installation is damaged."));

    // A resolver, not static constructors: what it throws reaches the caller as it is, not inside a TypeInitializationException.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeHdf5).Assembly, Resolve);

    /// <summary>The file names tried, best first. Sonames differ by release: 103 is 1.10, 200 is 1.12, 310 is 1.14.</summary>
    internal static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["hdf5.dll"];
        }

        if (OperatingSystem.IsMacOS())
        {
            return ["libhdf5.dylib", "/opt/homebrew/lib/libhdf5.dylib", "/usr/local/lib/libhdf5.dylib"];
        }

        string[] stems = ["libhdf5_serial", "libhdf5"];
        string[] endings = [".so.103", ".so.200", ".so.310", ".so.320", ".so"];
        return stems.SelectMany(stem => endings.Select(ending => stem + ending));
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Handle.Value : 0;

    private static nint Load() => LoadFrom(Environment.GetEnvironmentVariable(PathVariable), [.. Candidates()]);

    /// <summary>Loads the chosen file, or the first candidate that there is.</summary>
    /// <exception cref="DllNotFoundException">None can be loaded; the message says what was searched and what to install.</exception>
    internal static nint LoadFrom(string? chosen, IReadOnlyList<string> candidates)
    {
        if (!string.IsNullOrEmpty(chosen))
        {
            return NativeLibrary.TryLoad(chosen, out var handle)
                ? handle
                : throw new DllNotFoundException($"{PathVariable} names '{chosen}', which could not be loaded. Name a libhdf5 1.10 or newer, or unset it.");
        }

        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"libhdf5 was not found. Searched the system's library path for: {string.Join(", ", candidates)}. " +
            $"Install it (Debian and Ubuntu: apt-get install libhdf5-103-1 or libhdf5-dev; Fedora: dnf install hdf5; macOS: brew install hdf5) " +
            $"or set {PathVariable} to the library's path.");
    }
}
