using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>
/// Looks over the structure of a file before libhdf5 does. The library trusts sizes and addresses that a file declares and was seen to crash on wrong ones: local
/// heaps and group nodes beyond the file, chunks of size 0, datasets shorter than their shape. Files of the first format (superblock 0 and 1, which is what is
/// published) carry no checksums, so they are checked here; in later formats checksums tell damage, though not malice.
/// </summary>
/// <remarks>After the HDF5 file format specification 3.0. Only what opening datasets of the root group touches is followed.</remarks>
internal static class FileStructure
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Throws where something cannot be as it is declared; leaves what it does not know to the library.</summary>
    /// <exception cref="EcgDataException">The file is damaged.</exception>
    public static void Check(string path)
    {
        using var file = new FileBytes(path);
        if (Find(file) is not { } start)
        {
            // Not an HDF5 file; the library says so.
            return;
        }

        var head = file.Read(start, Math.Min(128, file.Length - start), "a superblock");
        if (head.Length < 24 || head[8] > 1)
        {
            return;
        }

        (file.OffsetSize, file.LengthSize) = (head[13], head[14]);
        if (file.OffsetSize is not (2 or 4 or 8) || file.LengthSize is not (2 or 4 or 8))
        {
            throw file.Damaged(start, $"addresses of {file.OffsetSize} and lengths of {file.LengthSize} bytes", "2, 4 or 8 bytes");
        }

        var place = head[8] == 0 ? 24 : 28;
        if (head.Length < place + (6 * file.OffsetSize) + 24)
        {
            throw file.Damaged(start, "a superblock that ends early", "a whole one");
        }

        var leaf = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(16));
        var inner = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18));
        var chunk = head[8] == 0 ? (ushort)32 : BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(24));
        if (leaf == 0 || inner == 0 || chunk == 0)
        {
            throw file.Damaged(start, $"tree nodes for {leaf}, {inner} and {chunk} entries", "at least one");
        }

        file.Base = file.Offset(head, place);
        if (file.Base > file.Length)
        {
            throw file.Damaged(start, "a base address beyond the file", "an address in the file");
        }

        var end = file.Offset(head, place + (2 * file.OffsetSize));
        if (end != FileBytes.Nowhere && (end > file.Length || file.Base + end > file.Length))
        {
            throw file.Damaged(start, $"a file of {file.Length} bytes", $"the {end} bytes that it declares: it is cut off");
        }

        var root = place + (4 * file.OffsetSize);
        var group = new GroupWalk(file, leaf, inner, new ObjectHeader(file, chunk));
        group.CheckEntry(head.AsSpan(root));
    }

    private static ulong? Find(FileBytes file)
    {
        for (ulong start = 0; start + 8 <= file.Length; start = start == 0 ? 512 : start * 2)
        {
            if (file.Read(start, 8, "a signature").AsSpan().SequenceEqual(Signature))
            {
                return start;
            }
        }

        return null;
    }
}
