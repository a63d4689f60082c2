using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EcgScaling.LibTorch.Native;

/// <summary>Finds and loads the shim, and turns its error texts into exceptions.</summary>
internal static unsafe class LibTorchRuntime
{
    private const string FileName = "libEcgScalingTorch.so";
    private const int Abi = 3;
    private static readonly Lock Gate = new();
    private static volatile bool s_loaded;

    /// <summary>The version of the libtorch the shim was compiled for, e.g. <c>1.13.0</c>.</summary>
    internal static string Version
    {
        get
        {
            EnsureLoaded();
            return Marshal.PtrToStringUTF8((nint)ShimMethods.egs_version())!;
        }
    }

    /// <summary>Loads the shim at the first use.</summary>
    /// <exception cref="LibTorchNotFoundException">It is missing or does not load; the message says what was searched and what to install.</exception>
    internal static void EnsureLoaded()
    {
        if (!s_loaded)
        {
            Load();
        }
    }

    /// <summary>Throws the error of the last failed call on this thread.</summary>
    /// <param name="status">-2: an argument was null that may not be.</param>
    [DoesNotReturn]
    internal static void ThrowLastError(long status = -1)
    {
        var message = LastError();
        throw status == -2 ? new ArgumentNullException(null, message) : new ExternalException(message);
    }

    /// <summary>The error of the last failed call on this thread.</summary>
    internal static string LastError() => Marshal.PtrToStringUTF8((nint)ShimMethods.egs_last_error())!;

    /// <summary>Throws if a shim call answered with an error.</summary>
    internal static int Check(int status)
    {
        if (status < 0)
        {
            ThrowLastError();
        }

        return status;
    }

    /// <summary>Throws if a shim call that gives a handle failed.</summary>
    internal static nint CheckHandle(nint handle)
    {
        if (handle == 0)
        {
            ThrowLastError();
        }

        return handle;
    }

    private static void Load()
    {
        lock (Gate)
        {
            if (s_loaded)
            {
                return;
            }

            var library = Open();
            NativeLibrary.SetDllImportResolver(typeof(LibTorchRuntime).Assembly, (name, _, _) => name == ShimMethods.Library ? library : 0);
            if (ShimMethods.egs_abi() != Abi)
            {
                throw new LibTorchNotFoundException($"{FileName} is of another version of EcgScaling.LibTorch: rebuild the project.");
            }

            Check(ShimMethods.egs_use_cache());
            s_loaded = true;
        }
    }

    private static nint Open()
    {
        var searched = new List<string>();
        foreach (var path in Candidates())
        {
            if (!File.Exists(path))
            {
                searched.Add($"{path} (not there)");
                continue;
            }

            try
            {
                return NativeLibrary.Load(path);
            }
            catch (DllNotFoundException error)
            {
                // The dynamic loader names the library it misses, usually libtorch itself.
                searched.Add($"{path} ({error.Message.ReplaceLineEndings(" ")})");
            }
        }

        throw new LibTorchNotFoundException(
            $"The layer between libtorch and .NET did not load. Searched: {string.Join("; ", searched)}. "
            + "Install libtorch and a compiler, then build again (Debian: apt install libtorch-dev g++ cmake libopenblas0-openmp), "
            + "or set LIBTORCH to an unpacked libtorch before the build, or ECGSCALING_TORCH_SHIM to a ready libEcgScalingTorch.so.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("ECGSCALING_TORCH_SHIM") is { Length: > 0 } explicitPath)
        {
            yield return explicitPath;
            yield break;
        }

        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        var assembly = Assembly.GetExecutingAssembly().Location;
        if (assembly.Length > 0 && Path.GetDirectoryName(assembly) is { } folder && folder + Path.DirectorySeparatorChar != AppContext.BaseDirectory)
        {
            yield return Path.Combine(folder, FileName);
        }
    }
}
