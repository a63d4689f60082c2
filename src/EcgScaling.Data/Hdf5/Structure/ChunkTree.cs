using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>The tree that says where the chunks of a dataset lie (version 1).</summary>
internal sealed class ChunkTree(FileBytes file, uint[] dims, int half)
{
    private readonly HashSet<ulong> _seen = [];

    private int KeySize => 8 + (8 * dims.Length);

    /// <summary>Throws where a node or a chunk lies beyond the file, or nodes form a circle.</summary>
    public void Check(ulong address) => Check(address, level: -1);

    private void Check(ulong address, int level)
    {
        var size = 8 + (2 * file.OffsetSize) + (2 * half * (KeySize + file.OffsetSize)) + KeySize;
        var node = file.Read(address, (ulong)size, "a chunk node");
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(node.AsSpan(6));
        if (!node.AsSpan(0, 4).SequenceEqual("TREE"u8) || node[4] != 1 || entries > 2 * half || (level >= 0 && node[5] != level - 1) || !_seen.Add(address))
        {
            throw file.Damaged(address, $"a chunk node of type {node[4]}, level {node[5]}, with {entries} entries", $"type 1, falling levels, at most {2 * half} entries, each node once");
        }

        for (var entry = 0; entry < entries; entry++)
        {
            var key = node.AsSpan(8 + (2 * file.OffsetSize) + (entry * (KeySize + file.OffsetSize)));
            var child = file.Offset(key, KeySize);
            for (var dimension = 0; dimension < dims.Length; dimension++)
            {
                if (BinaryPrimitives.ReadUInt64LittleEndian(key[(8 + (8 * dimension))..]) % dims[dimension] != 0)
                {
                    throw file.Damaged(address, "a chunk that starts inside another", "chunks side by side");
                }
            }

            if (node[5] > 0)
            {
                Check(child, node[5]);
            }
            else
            {
                file.Require(child, BinaryPrimitives.ReadUInt32LittleEndian(key), "a chunk");
            }
        }
    }
}
