using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EcgScaling.Data.Npy;

/// <summary>The header of a NumPy array file (NEP 1, versions 1.0 to 3.0): element, shape and where the values begin.</summary>
internal sealed record NpyHeader(NpyElement Element, long[] Shape, int DataOffset)
{
    /// <summary>More than any real header: NumPy itself refuses headers beyond 10,000 bytes.</summary>
    public const int LargestHeader = 65536;

    private const int MaximumRank = 32;

    /// <summary>Values in all.</summary>
    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Values in one row, the product of all dimensions but the first; 1 for a scalar.</summary>
    public long RowLength => Shape.Skip(1).Aggregate(1L, (product, size) => product * size);

    /// <summary>Reads a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="start">The file's first bytes, all of its header if it has one.</param>
    /// <param name="fileLength">The file's length in bytes; it must hold exactly the declared values.</param>
    /// <exception cref="EcgDataException">It is not an npy header, declares what is not supported, or more or less than the file holds.</exception>
    public static NpyHeader Parse(string path, ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < 10 || start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new EcgDataException(path, "byte 0", start.IsEmpty ? "an empty file" : "no NPY signature", "a NumPy array file (.npy)", "Check that this is the file as published, unpacked.");
        }

        var (major, minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new EcgDataException(path, "byte 6", $"format version {major}.{minor}", "1.0, 2.0 or 3.0", "Save the array again with numpy.save.");
        }

        var lengthBytes = major == 1 ? 2 : 4;
        if (start.Length < 8 + lengthBytes)
        {
            throw new EcgDataException(path, "byte 8", "the end of the file", "the length of the header", "The file is cut off; fetch it again.");
        }

        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LargestHeader)
        {
            throw new EcgDataException(path, "byte 8", $"a header of {length} bytes", $"at most {LargestHeader}", "The file is damaged; fetch it again.");
        }

        var offset = 8 + lengthBytes + (int)length;
        if (offset > start.Length)
        {
            throw new EcgDataException(path, "byte 8", $"a header of {length} bytes in a file of {fileLength}", "a header inside the file", "The file is cut off; fetch it again.");
        }

        var text = major == 3 ? Encoding.UTF8.GetString(start[(8 + lengthBytes)..offset]) : Encoding.Latin1.GetString(start[(8 + lengthBytes)..offset]);
        var (descr, fortran, shape) = new NpyDictionary(path, text).Read();
        var element = ElementOf(path, descr);
        CheckSize(path, element, shape, offset, fileLength);
        // A matrix with at most one dimension above 1 lies the same either way.
        return fortran && shape.Count(size => size != 1) > 1
            ? throw new EcgDataException(path, "fortran_order", "True", "rows one after the other (False)", "Save the array again as numpy.ascontiguousarray(array).")
            : new NpyHeader(element, shape, offset);
    }

    private static NpyElement ElementOf(string path, string descr)
    {
        // Orders: < little, > big, | does not matter, = the writer's own, which is little wherever NumPy runs today.
        if (descr.Length >= 3 && descr[0] is '<' or '>' or '|' or '=' && int.TryParse(descr.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            var known = descr[1] switch { 'f' => size is 2 or 4 or 8, 'i' or 'u' => size is 1 or 2 or 4 or 8, 'b' => size == 1, _ => false };
            if (known && (descr[0] != '|' || size == 1))
            {
                return new NpyElement(descr[1], size, descr[0] == '>' && size > 1);
            }
        }

        var meaning = descr.Contains('O', StringComparison.Ordinal) ? " (Python objects, which would run code when loaded)" : descr.StartsWith('[') ? " (records of several fields)" : string.Empty;
        throw new EcgDataException(
            path, "descr", $"'{(descr.Length > 40 ? descr[..40] + "..." : descr)}'{meaning}", "floats f2, f4, f8, whole numbers i1 to i8 and u1 to u8, or b1", "Save the array again as numpy.float32.");
    }

    private static void CheckSize(string path, NpyElement element, long[] shape, int offset, long fileLength)
    {
        if (shape.Length > MaximumRank)
        {
            throw new EcgDataException(path, "shape", $"{shape.Length} dimensions", $"at most {MaximumRank}", "The file is damaged; fetch it again.");
        }

        Int128 bytes = element.Size;
        foreach (var size in shape)
        {
            bytes *= size;
            if (bytes > long.MaxValue)
            {
                break;
            }
        }

        var there = fileLength - offset;
        if (bytes > there)
        {
            throw new EcgDataException(
                path, "shape", $"({string.Join(", ", shape)}) of {element} in a file with {there} bytes of values", bytes > long.MaxValue ? "an array that the file can hold" : $"the {bytes} bytes it declares",
                "The file is cut off or damaged; fetch it again.");
        }

        if (bytes < there)
        {
            throw new EcgDataException(path, $"byte {offset + (long)bytes}", $"{there - (long)bytes} bytes after the last value", $"the end of the file after ({string.Join(", ", shape)}) of {element}", "The file is damaged, or holds several arrays; save one array a file.");
        }
    }
}
