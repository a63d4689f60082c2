using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>Undoes filters and converts elements without the library, so that several threads can work at once.</summary>
internal static class Elements
{
    /// <summary>Converts little-endian elements to floats.</summary>
    public static void ToFloats(ReadOnlySpan<byte> bytes, ElementType type, Span<float> destination)
    {
        switch (type)
        {
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            case ElementType.Float64:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(bytes), destination);
                break;
            case ElementType.Int16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type that is read without the library.");
        }
    }

    /// <summary>Undoes the filters of a chunk, last applied first; the result is in <c>Plain</c>.</summary>
    public static void Unfilter(Hdf5Dataset dataset, long row, RowReader.Decoded room, int stored, uint skipped, int length)
    {
        var source = room.Stored.AsMemory(0, stored);
        for (var filter = dataset.Filters.Count - 1; filter >= 0; filter--)
        {
            if ((skipped & (1u << filter)) != 0)
            {
                continue;
            }

            if (dataset.Filters[filter] == H5Z.filter_t.DEFLATE)
            {
                Grow(ref room.Spare, length);
                Inflate(dataset, row, source, room.Spare.AsSpan(0, length));
                source = room.Spare.AsMemory(0, length);
            }
            else
            {
                Grow(ref room.Plain, length);
                Unshuffle(source.Span, room.Plain.AsSpan(0, source.Length), dataset.ElementSize);
                source = room.Plain.AsMemory(0, source.Length);
            }
        }

        if (source.Length != length)
        {
            throw Damaged(dataset, row, $"{source.Length} bytes after its filters", $"{length} bytes", null);
        }

        Grow(ref room.Plain, length);
        if (!source.Span.Overlaps(room.Plain))
        {
            source.Span.CopyTo(room.Plain);
        }
    }

    /// <summary>Brings bytes that lie by significance back to elements.</summary>
    public static void Unshuffle(ReadOnlySpan<byte> source, Span<byte> destination, int size)
    {
        var count = source.Length / size;
        if (size == 2)
        {
            var low = source[..count];
            var high = source.Slice(count, count);
            for (var element = 0; element < count; element++)
            {
                destination[2 * element] = low[element];
                destination[(2 * element) + 1] = high[element];
            }
        }
        else if (size == 4)
        {
            var words = MemoryMarshal.Cast<byte, uint>(destination[..(count * 4)]);
            var a = source[..count];
            var b = source.Slice(count, count);
            var c = source.Slice(2 * count, count);
            var d = source.Slice(3 * count, count);
            for (var element = 0; element < words.Length; element++)
            {
                words[element] = a[element] | ((uint)b[element] << 8) | ((uint)c[element] << 16) | ((uint)d[element] << 24);
            }
        }
        else
        {
            for (var part = 0; part < size; part++)
            {
                for (var element = 0; element < count; element++)
                {
                    destination[(element * size) + part] = source[(part * count) + element];
                }
            }
        }

        // Bytes beyond the last whole element are kept as they are.
        source[(count * size)..].CopyTo(destination[(count * size)..]);
    }

    /// <summary>The reverse of <see cref="Unshuffle"/>.</summary>
    public static void Shuffle(ReadOnlySpan<byte> source, Span<byte> destination, int size)
    {
        var count = source.Length / size;
        for (var part = 0; part < size; part++)
        {
            var plane = destination.Slice(part * count, count);
            for (var element = 0; element < count; element++)
            {
                plane[element] = source[(element * size) + part];
            }
        }

        source[(count * size)..].CopyTo(destination[(count * size)..]);
    }

    private static void Inflate(Hdf5Dataset dataset, long row, ReadOnlyMemory<byte> source, Span<byte> destination)
    {
        try
        {
            if (!MemoryMarshal.TryGetArray(source, out var segment))
            {
                throw new InvalidOperationException("Chunks are read into arrays.");
            }

            using var inflate = new ZLibStream(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false), CompressionMode.Decompress);
            var read = inflate.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
            if (read < destination.Length)
            {
                throw Damaged(dataset, row, $"a chunk that inflates to {read} bytes", $"{destination.Length} bytes", null);
            }
        }
        catch (InvalidDataException error)
        {
            throw Damaged(dataset, row, "a chunk that is not valid deflate data", "gzip-compressed records", error);
        }
    }

    private static EcgDataException Damaged(Hdf5Dataset dataset, long row, string found, string allowed, Exception? cause) =>
        new(dataset.Path, $"{dataset.Name}, row {row}", found, allowed, "The file is damaged; fetch it again.", cause);

    private static void Grow(ref byte[] room, int length)
    {
        if (room.Length < length)
        {
            room = new byte[length];
        }
    }
}
