using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the memory of an array of any rank: writes to either show in the other. The array is pinned until the tensor dies.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor over the memory of an array of any rank; copied only for another element type or device.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var type = ToScalarType(rawArray.GetType().GetElementType()!);
        var over = Over(rawArray, type, ShapeOf(rawArray), 0);
        var where = InitializeDevice(device);
        if ((dtype ?? type) != type || where.type != DeviceType.CPU)
        {
            var aliased = over;
            over = aliased.to(dtype ?? type, where);
            aliased.Dispose();
        }

        return Unnamed(names, Marked(over, requires_grad));
    }

    /// <summary>A one-dimensional tensor over the memory of an array, which is pinned until the tensor dies.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">How its memory is read.</param>
    /// <param name="count">How many elements; -1: all from the offset.</param>
    /// <param name="offset">The first element.</param>
    /// <param name="requires_grad">Whether operators on it are recorded.</param>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var width = SizeOf(dtype);
        var bytes = Buffer.ByteLength(rawArray);
        var available = bytes / width - offset;
        if (offset < 0 || available < 0 || count < -1 || count > available)
        {
            throw new ArgumentException($"The array holds {bytes / width} elements of type {dtype}; {count} from {offset} are not all there.", nameof(count));
        }

        return Marked(Over(rawArray, dtype, [count < 0 ? available : count], offset * width), requires_grad);
    }

    /// <summary>The tensor itself, or converted to another element type or device.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.to(dtype ?? data.dtype, device ?? data.device);
    }

    /// <summary>A tensor over the memory of an array of any rank; copied only for another element type or device.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    private static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.ComplexFloat64 => 16,
        _ => 8,
    };

    private static unsafe Tensor Over(Array array, ScalarType dtype, ReadOnlySpan<long> size, long byteOffset)
    {
        LibTorchRuntime.EnsureLoaded();
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        fixed (long* p = size)
        {
            var data = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + byteOffset;
            var handle = ShimMethods.egs_tensor_over(data, p, size.Length, (int)dtype, &Unpin, GCHandle.ToIntPtr(pin));
            if (handle == 0)
            {
                pin.Free();
                LibTorchRuntime.ThrowLastError();
            }

            return new Tensor(handle);
        }
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint context) => GCHandle.FromIntPtr(context).Free();
}
