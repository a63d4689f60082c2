using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>Undoes filters and converts elements without the library, so that several threads can work at once.</summary>
internal static class Elements
{
    /// <summary>Converts elements to floats.</summary>
    public static void ToFloats(ReadOnlySpan<byte> bytes, ElementType type, bool bigEndian, Span<float> destination)
    {
        if (bigEndian)
        {
            ReverseToFloats(bytes, type, destination);
            return;
        }

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
            case ElementType.Int8:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, sbyte>(bytes), destination);
                break;
            case ElementType.Int16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(bytes), destination);
                break;
            case ElementType.Int32:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, int>(bytes), destination);
                break;
            case ElementType.UInt8:
                TensorPrimitives.ConvertTruncating(bytes, destination);
                break;
            case ElementType.UInt16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            case ElementType.UInt32:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, uint>(bytes), destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type that is read without the library.");
        }
    }

    /// <summary>Undoes the filters of a chunk, last applied first.</summary>
    /// <param name="dataset">Where the chunk belongs.</param>
    /// <param name="start">Its first element.</param>
    /// <param name="stored">Its bytes in the file.</param>
    /// <param name="skipped">A set bit says that the filter of this number was not applied.</param>
    /// <param name="length">The bytes it must have in the end.</param>
    /// <param name="spare">Room, grown where needed.</param>
    /// <param name="plain">More room.</param>
    public static ReadOnlyMemory<byte> Unfilter(Hdf5Dataset dataset, long[] start, ReadOnlyMemory<byte> stored, uint skipped, int length, ref byte[] spare, ref byte[] plain)
    {
        for (var filter = dataset.Filters.Count - 1; filter >= 0; filter--)
        {
            if ((skipped & (1u << filter)) != 0)
            {
                continue;
            }

            if (dataset.Filters[filter] == H5Z.filter_t.DEFLATE)
            {
                stored = Inflate(dataset, start, stored, length, ref spare);
            }
            else if (dataset.Filters[filter] == H5Z.filter_t.FLETCHER32)
            {
                stored = Verify(dataset, start, stored);
            }
            else
            {
                Grow(ref plain, stored.Length);
                Unshuffle(stored.Span, plain.AsSpan(0, stored.Length), dataset.ElementSize);
                stored = plain.AsMemory(0, stored.Length);
                // What a second shuffle reads must not be what it writes.
                (spare, plain) = (plain, spare);
            }
        }

        return stored.Length == length ? stored : throw Damaged(dataset, start, $"{stored.Length} bytes after its filters", $"{length} bytes", null);
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
            var element = 0;
            if (Sse2.IsSupported)
            {
                for (; element + 16 <= count; element += 16)
                {
                    var (first, second) = (Vector128.Create(a[element..]), Vector128.Create(b[element..]));
                    var (third, fourth) = (Vector128.Create(c[element..]), Vector128.Create(d[element..]));
                    var (lowPairs, highPairs) = (Sse2.UnpackLow(first, second).AsUInt16(), Sse2.UnpackHigh(first, second).AsUInt16());
                    var (lowUpper, highUpper) = (Sse2.UnpackLow(third, fourth).AsUInt16(), Sse2.UnpackHigh(third, fourth).AsUInt16());
                    Sse2.UnpackLow(lowPairs, lowUpper).AsUInt32().CopyTo(words[element..]);
                    Sse2.UnpackHigh(lowPairs, lowUpper).AsUInt32().CopyTo(words[(element + 4)..]);
                    Sse2.UnpackLow(highPairs, highUpper).AsUInt32().CopyTo(words[(element + 8)..]);
                    Sse2.UnpackHigh(highPairs, highUpper).AsUInt32().CopyTo(words[(element + 12)..]);
                }
            }

            for (; element < words.Length; element++)
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

    private static void ReverseToFloats(ReadOnlySpan<byte> bytes, ElementType type, Span<float> destination)
    {
        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
        var turned = rented.AsSpan(0, bytes.Length);
        switch (type)
        {
            case ElementType.Float16 or ElementType.Int16 or ElementType.UInt16:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(bytes), MemoryMarshal.Cast<byte, short>(turned));
                break;
            case ElementType.Float64:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<byte, long>(turned));
                break;
            case ElementType.Int8 or ElementType.UInt8:
                bytes.CopyTo(turned);
                break;
            default:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<byte, int>(turned));
                break;
        }

        ToFloats(turned, type, bigEndian: false, destination);
        ArrayPool<byte>.Shared.Return(rented);
    }

    // The last four bytes are Fletcher's checksum of the others, taken as big-endian 16-bit words; the checksum itself is little-endian.
    private static ReadOnlyMemory<byte> Verify(Hdf5Dataset dataset, long[] start, ReadOnlyMemory<byte> stored)
    {
        if (stored.Length < 4)
        {
            throw Damaged(dataset, start, $"a chunk of {stored.Length} bytes", "at least its checksum", null);
        }

        var data = stored.Span[..^4];
        var (first, second) = (0u, 0u);
        for (var place = 0; place < data.Length; place += 2)
        {
            first += ((uint)data[place] << 8) | (place + 1 < data.Length ? data[place + 1] : 0u);
            first = (first & 0xFFFF) + (first >> 16);
            second += first;
            second = (second & 0xFFFF) + (second >> 16);
        }

        first = (first & 0xFFFF) + (first >> 16);
        second = (second & 0xFFFF) + (second >> 16);
        var declared = BinaryPrimitives.ReadUInt32LittleEndian(stored.Span[^4..]);
        return declared == ((second << 16) | first) ? stored[..^4] : throw Damaged(dataset, start, $"checksum {declared:X8}", $"{(second << 16) | first:X8}, that of the chunk", null);
    }

    private static ReadOnlyMemory<byte> Inflate(Hdf5Dataset dataset, long[] start, ReadOnlyMemory<byte> source, int length, ref byte[] room)
    {
        // Deflate shrinks at most about 1030 times: a chunk that is declared larger than its bytes can hold is damaged.
        if (length > (source.Length * 1100L) + 4096)
        {
            throw Damaged(dataset, start, $"{source.Length} stored bytes for a chunk of {length}", "a chunk that its bytes can hold", null);
        }

        // The source may lie in the room of the filter before.
        var target = MemoryMarshal.TryGetArray(source, out var segment) && ReferenceEquals(segment.Array, room) ? [] : room;
        Grow(ref target, length);
        room = target;
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false), CompressionMode.Decompress);
            var read = inflate.ReadAtLeast(target.AsSpan(0, length), length, throwOnEndOfStream: false);
            // Only who reads on to the end has the checksum behind the data looked at.
            read += read == length && inflate.ReadByte() >= 0 ? 1 : 0;
            return read == length ? target.AsMemory(0, length) : throw Damaged(dataset, start, $"a chunk that inflates to {read} bytes", $"{length} bytes", null);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(dataset, start, "a chunk that is not valid deflate data", "gzip-compressed records", error);
        }
    }

    private static EcgDataException Damaged(Hdf5Dataset dataset, long[] start, string found, string allowed, Exception? cause) =>
        new(dataset.Path, $"{dataset.Name}, row {start[0]}", found, allowed, "The file is damaged; fetch it again.", cause);

    private static void Grow(ref byte[] room, int length)
    {
        if (room.Length < length)
        {
            room = new byte[length];
        }
    }
}
