using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of pseudo-random numbers (Mersenne twister on the CPU), equal to PyTorch's for equal seeds.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <summary>A new stream.</summary>
        /// <param name="seed">Where it starts.</param>
        /// <param name="device">The device whose operators will draw from it; null is the CPU.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device ?? CPU);
            LibTorchRuntime.EnsureLoaded();
            _handle = LibTorchRuntime.CheckHandle(ShimMethods.egs_new_generator(seed, this.device.Packed));
        }

        private Generator(nint handle, Device device)
        {
            _handle = handle;
            this.device = device;
        }

        /// <summary>Releases the native generator.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The CPU stream that operators draw from when no generator is given.</summary>
        public static Generator Default => DefaultOf(CPU);

        /// <summary>The native handle.</summary>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        public IntPtr Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                return _handle;
            }
        }

        /// <summary>The device whose operators draw from this stream.</summary>
        public Device device { get; private set; }

        /// <summary>The whole state as a byte tensor on the CPU.</summary>
        public unsafe Tensor get_state()
        {
            nint state;
            LibTorchRuntime.Check(ShimMethods.egs_generator_state(Handle, &state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        /// <summary>Continues from a state of <see cref="get_state"/>.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor is no state.</exception>
        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            LibTorchRuntime.Check(ShimMethods.egs_set_generator_state(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        /// <summary>Starts again from the seed.</summary>
        public Generator manual_seed(long seed)
        {
            LibTorchRuntime.Check(ShimMethods.egs_generator_seed(Handle, unchecked((ulong)seed)));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Starts from a seed nobody can foresee, and says which.</summary>
        public unsafe long seed()
        {
            ulong seed;
            LibTorchRuntime.Check(ShimMethods.egs_generator_new_seed(Handle, &seed));
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        /// <summary>The seed the stream started from.</summary>
        public unsafe long initial_seed()
        {
            ulong seed;
            LibTorchRuntime.Check(ShimMethods.egs_generator_initial_seed(Handle, &seed));
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        /// <summary>Releases the native generator; the default stream itself lives on.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        internal static Generator DefaultOf(Device device)
        {
            LibTorchRuntime.EnsureLoaded();
            return new(LibTorchRuntime.CheckHandle(ShimMethods.egs_default_generator(device.Packed)), device);
        }

        /// <summary>Releases the native generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                ShimMethods.egs_free_generator(handle);
            }
        }
    }
}
