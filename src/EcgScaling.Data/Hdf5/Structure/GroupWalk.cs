using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>Follows the root group of the first file format: its tree, the nodes with its entries, the heap with their names, and their object headers.</summary>
internal sealed class GroupWalk(FileBytes file, int leaf, int inner, ObjectHeader headers)
{
    private const int MostEntries = 100_000;
    private readonly HashSet<ulong> _seen = [];

    private int EntrySize => (2 * file.OffsetSize) + 24;

    /// <summary>Checks a group from its entry in the superblock.</summary>
    public void CheckEntry(ReadOnlySpan<byte> entry)
    {
        var header = file.Offset(entry, file.OffsetSize);
        foreach (var (tree, heap) in headers.Check(header))
        {
            Check(tree, heap);
        }

        // The entry may repeat the addresses of the group; the library then does not look into the header.
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry[(2 * file.OffsetSize)..]) == 1)
        {
            var scratch = (2 * file.OffsetSize) + 8;
            Check(file.Offset(entry, scratch), file.Offset(entry, scratch + file.OffsetSize));
        }
    }

    private void Check(ulong tree, ulong heap)
    {
        var names = LocalHeap.Read(file, heap);
        CheckNode(tree, names, level: -1);
    }

    private void CheckNode(ulong address, byte[] names, int level)
    {
        if (!_seen.Add(address))
        {
            // The group of the header and that of the superblock's entry are usually one.
            return;
        }

        var size = 8 + (2 * file.OffsetSize) + (2 * inner * file.OffsetSize) + (((2 * inner) + 1) * file.LengthSize);
        var node = file.Read(address, (ulong)size, "a group node");
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(node.AsSpan(6));
        if (!node.AsSpan(0, 4).SequenceEqual("TREE"u8) || node[4] != 0 || entries > 2 * inner || (level >= 0 && node[5] != level - 1))
        {
            throw file.Damaged(address, $"a group node of type {node[4]}, level {node[5]}, with {entries} entries", $"type 0, falling levels, at most {2 * inner} entries");
        }

        for (var entry = 0; entry < entries; entry++)
        {
            var at = 8 + (2 * file.OffsetSize) + (entry * (file.OffsetSize + file.LengthSize));
            var (key, child) = (file.Size(node, at), file.Offset(node, at + file.LengthSize));
            RequireName(names, key, address);
            if (node[5] > 0)
            {
                CheckNode(child, names, node[5]);
            }
            else
            {
                CheckSymbols(child, names);
            }
        }

        RequireName(names, file.Size(node, 8 + (2 * file.OffsetSize) + (entries * (file.OffsetSize + file.LengthSize))), address);
    }

    private void CheckSymbols(ulong address, byte[] names)
    {
        if (!_seen.Add(address) || _seen.Count > MostEntries)
        {
            throw file.Damaged(address, "a group that contains itself, or more than any ECG file has", "a tree");
        }

        var node = file.Read(address, (ulong)(8 + (2 * leaf * EntrySize)), "a symbol node");
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(node.AsSpan(6));
        if (!node.AsSpan(0, 4).SequenceEqual("SNOD"u8) || node[4] != 1 || entries > 2 * leaf)
        {
            throw file.Damaged(address, $"a symbol node of version {node[4]} with {entries} entries", $"version 1, at most {2 * leaf} entries");
        }

        for (var entry = 0; entry < entries; entry++)
        {
            var bytes = node.AsSpan(8 + (entry * EntrySize), EntrySize);
            RequireName(names, file.Offset(bytes, 0), address);
            // A soft link has no header; its target's name lies in the heap.
            switch (BinaryPrimitives.ReadUInt32LittleEndian(bytes[(2 * file.OffsetSize)..]))
            {
                case 2:
                    RequireName(names, BinaryPrimitives.ReadUInt32LittleEndian(bytes[((2 * file.OffsetSize) + 8)..]), address);
                    break;
                case var kind and (0 or 1):
                    // What lies in groups below the root is not opened here, but the library follows the scratch of an entry.
                    headers.Check(file.Offset(bytes, file.OffsetSize));
                    if (kind == 1)
                    {
                        LocalHeap.Read(file, file.Offset(bytes, (3 * file.OffsetSize) + 8));
                    }

                    break;
                default:
                    throw file.Damaged(address, "an entry of an unknown kind", "kinds 0 to 2");
            }
        }
    }

    private void RequireName(byte[] names, ulong offset, ulong address)
    {
        if (offset >= (ulong)names.Length || names.AsSpan((int)offset).IndexOf((byte)0) < 0)
        {
            throw file.Damaged(address, $"a name at {offset} of a heap of {names.Length} bytes", "names inside their heap");
        }
    }
}
