using EcgScaling.LibTorch.Native;

namespace TorchSharp;

/// <summary>PyTorch's <c>torch</c> namespace: tensors, their operators, devices and random numbers.</summary>
public static partial class torch
{
    /// <summary>The version of libtorch, e.g. <c>1.13.0</c>.</summary>
    public static string __version__ => LibTorchRuntime.Version;

    /// <summary>How many threads one operator uses on the CPU.</summary>
    public static int get_num_threads()
    {
        LibTorchRuntime.EnsureLoaded();
        return LibTorchRuntime.Check(ShimMethods.egs_get_threads());
    }

    /// <summary>Sets how many threads one operator uses on the CPU. libtorch takes OMP_NUM_THREADS, else the number of cores.</summary>
    public static void set_num_threads(int num)
    {
        LibTorchRuntime.EnsureLoaded();
        LibTorchRuntime.Check(ShimMethods.egs_set_threads(num));
    }

    /// <summary>How many operators may run at a time inside one call (as in scripted models).</summary>
    public static int get_num_interop_threads()
    {
        LibTorchRuntime.EnsureLoaded();
        return LibTorchRuntime.Check(ShimMethods.egs_get_interop_threads());
    }

    /// <summary>Sets <see cref="get_num_interop_threads"/>; only once, before the first parallel work.</summary>
    public static void set_num_interop_threads(int num)
    {
        LibTorchRuntime.EnsureLoaded();
        LibTorchRuntime.Check(ShimMethods.egs_set_interop_threads(num));
    }

    /// <summary>Lets operators without a deterministic form throw (or warn) until the result is disposed.</summary>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        LibTorchRuntime.EnsureLoaded();
        var before = ShimMethods.egs_get_deterministic();
        LibTorchRuntime.Check(ShimMethods.egs_set_deterministic(mode ? 1 : 0, warn_only ? 1 : 0));
        return new Undo(() => LibTorchRuntime.Check(ShimMethods.egs_set_deterministic(before & 1, (before & 2) != 0 ? 1 : 0)));
    }

    /// <summary>Whether operators without a deterministic form throw.</summary>
    public static bool are_deterministic_algorithms_enabled()
    {
        LibTorchRuntime.EnsureLoaded();
        return (ShimMethods.egs_get_deterministic() & 1) != 0;
    }

    private sealed class Undo(Action action) : IDisposable
    {
        private Action? _action = action;

        public void Dispose() => Interlocked.Exchange(ref _action, null)?.Invoke();
    }
}
