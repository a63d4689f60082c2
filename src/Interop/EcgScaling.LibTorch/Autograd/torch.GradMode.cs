using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no operators of this thread for gradients until disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records operators of this thread for gradients (or not) until disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records operators of this thread for gradients (or not) until disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether operators of this thread are recorded for gradients.</summary>
    public static bool is_grad_enabled()
    {
        LibTorchRuntime.EnsureLoaded();
        return ShimMethods.egs_grad_mode() != 0;
    }

    /// <summary>Like <see cref="no_grad"/>, and tensors made inside can never take part in gradients: a little faster.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in <see cref="inference_mode"/>.</summary>
    public static bool is_inference_mode_enabled()
    {
        LibTorchRuntime.EnsureLoaded();
        return ShimMethods.egs_inference_mode() != 0;
    }

    private sealed class GradMode : IDisposable
    {
        private readonly int _before;
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private bool _left;

        internal GradMode(bool enabled)
        {
            LibTorchRuntime.EnsureLoaded();
            _before = ShimMethods.egs_grad_mode();
            ShimMethods.egs_set_grad_mode(enabled ? 1 : 0);
        }

        public void Dispose()
        {
            if (!_left)
            {
                ThrowOnOtherThread(_thread);
                _left = true;
                ShimMethods.egs_set_grad_mode(_before);
            }
        }
    }

    private sealed class InferenceMode : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private nint _guard;

        internal InferenceMode(bool enabled)
        {
            LibTorchRuntime.EnsureLoaded();
            _guard = LibTorchRuntime.CheckHandle(ShimMethods.egs_enter_inference_mode(enabled ? 1 : 0));
        }

        public void Dispose()
        {
            if (_guard != 0)
            {
                ThrowOnOtherThread(_thread);
                ShimMethods.egs_leave_inference_mode(_guard);
                _guard = 0;
            }
        }
    }

    private static void ThrowOnOtherThread(int thread)
    {
        if (thread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException("A gradient mode belongs to the thread it was entered on: do not await inside it.");
        }
    }
}
