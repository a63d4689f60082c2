using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor as .NET numbers, in the order of the indices. Reads and writes the tensor's own memory.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.DataPointer();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    /// <summary>How many elements.</summary>
    public long Count { get; }

    /// <summary>Always false: elements can be set.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element by its indices, or by its place in index order when one index is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the tensor.</exception>
    public T this[params long[] indices]
    {
        get
        {
            var value = *At(indices);
            GC.KeepAlive(_tensor);
            return value;
        }

        set
        {
            *At(indices) = value;
            GC.KeepAlive(_tensor);
        }
    }

    /// <summary>A copy of the elements.</summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>A copy of the elements in an array of the tensor's shape; of a single number, the number in an array of rank 0 is not possible, so one of length 1.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length <= 1)
        {
            return ToArray();
        }

        var array = Array.CreateInstance(typeof(T), _shape);
        CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), array.Length));
        return array;
    }

    /// <summary>Copies the elements from a place on into an array from an index on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from a place on into a span from an index on.</summary>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = Count - tensorIndex;
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, _tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        if (count > target.Length)
        {
            throw new ArgumentException($"{count} elements do not fit into {target.Length}.", nameof(array));
        }

        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, (int)count).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                target[i] = _data[Offset(tensorIndex + i)];
            }
        }

        GC.KeepAlive(_tensor);
    }

    /// <summary>Copies an array from an index on into the elements from a place on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies a span from an index on into the elements from a place on.</summary>
    /// <exception cref="ArgumentException">The tensor is too short.</exception>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, _tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        if (source.Length > Count - tensorIndex)
        {
            throw new ArgumentException($"{source.Length} numbers do not fit into {Count - tensorIndex} elements.", nameof(array));
        }

        if (_contiguous)
        {
            source.CopyTo(new Span<T>(_data + tensorIndex, source.Length));
        }
        else
        {
            for (var i = 0; i < source.Length; i++)
            {
                _data[Offset(tensorIndex + i)] = source[i];
            }
        }

        GC.KeepAlive(_tensor);
    }

    /// <summary>The elements in index order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to release: the tensor is its owner's.</summary>
    public void Dispose()
    {
    }

    private T* At(long[] indices)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, _tensor);
        if (indices.Length == 1)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[0]);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[0], Count);
            return _data + (_contiguous ? indices[0] : Offset(indices[0]));
        }

        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices were given for {_shape.Length} dimensions.", nameof(indices));
        }

        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)_shape[i])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"Dimension {i} has size {_shape[i]}.");
            }

            offset += indices[i] * _strides[i];
        }

        return _data + offset;
    }

    private long Offset(long place)
    {
        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            (place, var index) = Math.DivRem(place, _shape[i]);
            offset += index * _strides[i];
        }

        return offset;
    }
}
