using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    internal static unsafe Tensor NewEmpty(ReadOnlySpan<long> size, ScalarType dtype, Device device, bool requiresGrad)
    {
        LibTorchRuntime.EnsureLoaded();
        fixed (long* p = size)
        {
            return new Tensor(LibTorchRuntime.CheckHandle(ShimMethods.egs_tensor_empty(p, size.Length, (int)dtype, device.Packed, requiresGrad ? 1 : 0)));
        }
    }

    private static unsafe Tensor CopyOf<T>(ReadOnlySpan<T> source, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
    {
        long elements = 1;
        foreach (var length in size)
        {
            elements = checked(elements * length);
        }

        if (elements != source.Length)
        {
            throw new ArgumentException($"{source.Length} numbers do not fill the shape [{string.Join(", ", size.ToArray())}] of {elements}.", nameof(size));
        }

        var type = ToScalarType(typeof(T));
        var copy = NewEmpty(size, type, CPU, false);
        source.CopyTo(new Span<T>((void*)ShimMethods.egs_tensor_data(copy.Handle), source.Length));
        GC.KeepAlive(copy);
        var where = InitializeDevice(device);
        if ((dtype is { } wanted && wanted != type) || where.type != DeviceType.CPU)
        {
            var host = copy;
            copy = host.to(dtype ?? type, where);
            host.Dispose();
        }

        return Unnamed(names, Marked(copy, requiresGrad));
    }

    private static T[] NotNull<T>(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array;
    }

    private static ReadOnlySpan<T> Flat<T>(IList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list switch
        {
            T[] array => array,
            List<T> items => CollectionsMarshal.AsSpan(items),
            _ => (T[])[.. list],
        };
    }

    private static ReadOnlySpan<T> Flat<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
    }

    private static long[] ShapeOf(Array array)
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = array.GetLongLength(i);
        }

        return shape;
    }

    // As in PyTorch: a full of whole numbers is int64, of truth values bool, of complex numbers complex.
    private static ScalarType DefaultTypeOf(Scalar value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Type switch
        {
            ScalarType.Bool => ScalarType.Bool,
            var type when is_integral(type) => ScalarType.Int64,
            var type when is_complex(type) => type,
            _ => get_default_dtype(),
        };
    }
}
