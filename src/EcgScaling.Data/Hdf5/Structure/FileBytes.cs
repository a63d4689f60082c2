using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>The bytes of an HDF5 file by address, none beyond its end.</summary>
internal sealed class FileBytes : IDisposable
{
    /// <summary>An address that points nowhere.</summary>
    public const ulong Nowhere = ulong.MaxValue;

    private readonly SafeFileHandle _file;

    public FileBytes(string path)
    {
        Path = path;
        _file = File.OpenHandle(path);
        Length = (ulong)RandomAccess.GetLength(_file);
    }

    public string Path { get; }

    public ulong Length { get; }

    /// <summary>Where address 0 lies in the file.</summary>
    public ulong Base { get; set; }

    /// <summary>The bytes of an address or offset.</summary>
    public int OffsetSize { get; set; } = 8;

    /// <summary>The bytes of a length.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>The bytes at an address.</summary>
    /// <exception cref="EcgDataException">They are not all in the file.</exception>
    public byte[] Read(ulong address, ulong count, string what)
    {
        Require(address, count, what);
        var bytes = new byte[count];
        return RandomAccess.Read(_file, bytes, (long)(Base + address)) == bytes.Length
            ? bytes
            : throw Damaged(address, $"{what} that ends early", "a file that does not change");
    }

    /// <summary>Throws unless so many bytes lie at an address of the file.</summary>
    public void Require(ulong address, ulong count, string what)
    {
        if (address > Length || count > Length || Base > Length || Base + address + count > Length)
        {
            throw Damaged(address, string.Create(CultureInfo.InvariantCulture, $"{what} of {count} bytes in a file of {Length}"), "parts that lie inside the file");
        }
    }

    /// <summary>Reads an address at a place of some bytes; <see cref="Nowhere"/> where all its bits are set.</summary>
    public ulong Offset(ReadOnlySpan<byte> bytes, int place) => Number(bytes, place, OffsetSize) is var value && value == Ones(OffsetSize) ? Nowhere : value;

    /// <summary>Reads a length at a place of some bytes.</summary>
    public ulong Size(ReadOnlySpan<byte> bytes, int place) => Number(bytes, place, LengthSize);

    public EcgDataException Damaged(ulong address, string found, string allowed) => new(
        Path, string.Create(CultureInfo.InvariantCulture, $"address {address}"), found, allowed, "The file is damaged; fetch it again.");

    public void Dispose() => _file.Dispose();

    private static ulong Ones(int size) => size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;

    private static ulong Number(ReadOnlySpan<byte> bytes, int place, int size) => size switch
    {
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes[place..]),
    };
}
