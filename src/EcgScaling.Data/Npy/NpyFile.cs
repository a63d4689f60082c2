using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcgScaling.Data.Npy;

/// <summary>A NumPy array file, read by position a few rows at a time: the array never has to fit into memory. Thread-safe.</summary>
internal sealed class NpyFile : IDisposable
{
    private readonly SafeFileHandle _file;

    private NpyFile(string path, SafeFileHandle file, NpyHeader header) => (Path, _file, Header) = (path, file, header);

    public string Path { get; }

    public NpyHeader Header { get; }

    public long Rows => Header.Shape.Length == 0 ? 1 : Header.Shape[0];

    /// <exception cref="EcgDataException">It is missing or not an array that can be read.</exception>
    public static NpyFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file", "a NumPy array file (.npy)", "Check the path.");
        }

        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        try
        {
            var length = RandomAccess.GetLength(file);
            var start = new byte[Math.Min(length, NpyHeader.LargestHeader + 12)];
            var read = 0;
            for (int got; read < start.Length && (got = RandomAccess.Read(file, start.AsSpan(read), read)) > 0;)
            {
                read += got;
            }

            return new NpyFile(path, file, NpyHeader.Parse(path, start.AsSpan(0, read), length));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads rows of the first dimension as floats.</summary>
    public void ReadRows(long first, int count, Span<float> destination)
    {
        if (first < 0 || count < 0 || first + count > Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"{Path} has {Rows} rows.");
        }

        ReadValues(first, 0, destination[..checked((int)(count * Header.RowLength))]);
    }

    /// <summary>Reads a part of one row as floats.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The part's first value.</param>
    /// <param name="destination">As long as the part.</param>
    public void ReadPart(long row, int first, Span<float> destination)
    {
        if (row < 0 || row >= Rows || first < 0 || first + destination.Length > Header.RowLength)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"{Path} has {Rows} rows of {Header.RowLength} values.");
        }

        ReadValues(row, first, destination);
    }

    /// <summary>The whole array as floats, row after row; for small tables.</summary>
    public float[] ReadAll()
    {
        if (Header.Length > 1 << 28)
        {
            throw new EcgDataException(Path, "shape", $"{Header.Length} values", $"at most {1 << 28} at once", "Read such an array by rows.");
        }

        var values = new float[Header.Length];
        ReadRows(0, (int)Rows, values);
        return values;
    }

    public void Dispose() => _file.Dispose();

    private void ReadValues(long row, int first, Span<float> destination)
    {
        var element = Header.Element;
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, checked(destination.Length * element.Size)));
        try
        {
            var room = bytes.AsSpan(0, destination.Length * element.Size);
            var offset = Header.DataOffset + (((row * Header.RowLength) + first) * element.Size);
            for (var done = 0; done < room.Length;)
            {
                var got = RandomAccess.Read(_file, room[done..], offset + done);
                done += got > 0 ? got : throw new EcgDataException(Path, $"row {row}", "the end of the file", "a whole row", "The file was cut while it was in use; fetch it again.");
            }

            if (element.BigEndian)
            {
                Swap(room, element.Size);
            }

            ToFloats(room, element, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void Swap(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    private static void ToFloats(ReadOnlySpan<byte> bytes, NpyElement element, Span<float> destination)
    {
        switch (element.Kind, element.Size)
        {
            case ('f', 2):
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            case ('f', 4):
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case ('f', _):
                Convert<double>(bytes, destination);
                break;
            case ('i', 1):
                Convert<sbyte>(bytes, destination);
                break;
            case ('i', 2):
                Convert<short>(bytes, destination);
                break;
            case ('i', 4):
                Convert<int>(bytes, destination);
                break;
            case ('i', _):
                Convert<long>(bytes, destination);
                break;
            case ('u' or 'b', 1):
                Convert<byte>(bytes, destination);
                break;
            case ('u', 2):
                Convert<ushort>(bytes, destination);
                break;
            case ('u', 4):
                Convert<uint>(bytes, destination);
                break;
            default:
                Convert<ulong>(bytes, destination);
                break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> destination)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(bytes), destination);
}
