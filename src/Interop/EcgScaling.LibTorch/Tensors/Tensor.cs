using EcgScaling.LibTorch.Dispatch;
using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of numbers on a device, with gradients. Native memory: release it with <see cref="Dispose()"/> or a dispose
    /// scope; what neither catches is released by the garbage collector, which is told how much memory hangs on such a tensor.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        // Views are small and many: below this, telling the collector costs more than it brings.
        private const long SmallestPressure = 16 * 1024;

        private static long s_totalCount;
        private static long s_peakCount;

        private nint _handle;
        private long _pressure;

        internal Tensor(nint handle)
        {
            _handle = handle;
            var total = Interlocked.Increment(ref s_totalCount);
            if (total > s_peakCount)
            {
                s_peakCount = total;
            }

            var manager = DisposeScopeManager.OfThread;
            manager.Register(this);
            if (OwningDisposeScope is null)
            {
                AddPressure();
            }
        }

        /// <summary>Releases a tensor that neither its owner nor a scope has released.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>How many tensors are alive in the process.</summary>
        public static long TotalCount => Interlocked.Read(ref s_totalCount);

        /// <summary>The most tensors that were alive at a time in the process.</summary>
        public static long PeakCount => Interlocked.Read(ref s_peakCount);

        /// <summary>A name for messages; libtorch does not know it.</summary>
        public string? name { get; set; }

        /// <summary>Whether the tensor was released.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>The native handle.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was released.</exception>
        public IntPtr Handle
        {
            get
            {
                var handle = _handle;
                if (handle == 0)
                {
                    ThrowReleased();
                }

                return handle;
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        internal int PlaceInScope { get; set; }

        /// <summary>A tensor from a native handle, which it owns from then on.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Releases the tensor's native memory, unless other tensors share it.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Hands the tensor to the scope around the one it is in; without one, to nobody.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope; from then on its owner disposes of it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Hands the tensor to the scope of another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return MoveToOtherDisposeScope(other.OwningDisposeScope);
        }

        /// <summary>Hands the tensor to another scope; null: to nobody.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is { } scope)
            {
                scope.MoveToOther(other, this);
            }
            else
            {
                other?.Attach(this);
            }

            return this;
        }

        /// <summary>Gives up the native handle, which the caller owns from then on.</summary>
        public IntPtr DecoupleFromNativeHandle() => TakeHandle();

        /// <summary>Whether the other is a tensor of the same shape with the same elements.</summary>
        public bool Equals(Tensor? target) => target is not null && (ReferenceEquals(this, target) || Aten.Equal.Bool(this, target));

        /// <summary>Whether the other is a tensor of the same shape with the same elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <inheritdoc/>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>Empties this tensor and gives its handle, e.g. to a Parameter over the same data.</summary>
        internal nint TakeHandle()
        {
            var handle = Handle;
            OwningDisposeScope?.Remove(this);
            Interlocked.Decrement(ref s_totalCount);
            RemovePressure();
            _handle = 0;
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>Puts another native tensor behind this object, releasing the one before (as Module.to does with its parameters).</summary>
        internal void ReplaceHandle(nint handle)
        {
            ShimMethods.egs_tensor_free(Interlocked.Exchange(ref _handle, handle));
            RemovePressure();
            if (OwningDisposeScope is null)
            {
                AddPressure();
            }
        }

        /// <summary>What remains of disposal once a scope has let go of the tensor.</summary>
        internal void Release()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Interlocked.Decrement(ref s_totalCount);
                RemovePressure();
                ShimMethods.egs_tensor_free(handle);
                GC.SuppressFinalize(this);
            }
        }

        /// <summary>Releases the native tensor.</summary>
        /// <param name="disposing">False when called by the garbage collector.</param>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                var statistics = DisposeScopeManager.OfThread.Tensors;
                if (OwningDisposeScope is { } scope)
                {
                    statistics.DisposedInScopeCount++;
                    scope.Remove(this);
                }
                else
                {
                    statistics.DisposedOutsideScopeCount++;
                }
            }

            Interlocked.Decrement(ref s_totalCount);
            RemovePressure();
            ShimMethods.egs_tensor_free(handle);
        }

        private static void ThrowReleased() =>
            throw new ObjectDisposedException(nameof(Tensor), "The tensor was released, by Dispose, or by the dispose scope it was made in (MoveToOuterDisposeScope keeps it).");

        private void AddPressure()
        {
            var bytes = ShimMethods.egs_tensor_own_bytes(_handle);
            if (bytes >= SmallestPressure)
            {
                _pressure = bytes;
                GC.AddMemoryPressure(bytes);
            }
        }

        private void RemovePressure()
        {
            if (_pressure > 0)
            {
                GC.RemoveMemoryPressure(_pressure);
                _pressure = 0;
            }
        }
    }
}
