using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>Follows the messages of an object header of version 1 and checks those that describe a dataset's shape and place.</summary>
internal sealed class ObjectHeader(FileBytes file, int chunkTree)
{
    private const int MostBlocks = 1000;

    /// <summary>Checks a header.</summary>
    /// <returns>The tree and the heap of each group it describes.</returns>
    public List<(ulong Tree, ulong Heap)> Check(ulong address)
    {
        var head = file.Read(address, 12, "an object header");
        var groups = new List<(ulong, ulong)>();
        if (head[0] != 1)
        {
            // Version 2 carries a checksum, which the library verifies; anything else it refuses.
            return groups;
        }

        var left = (int)BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2));
        var dataset = new DatasetShape(file, address);
        var blocks = new Queue<(ulong Address, ulong Size)>([(address + 16, BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8)))]);
        for (var block = 0; blocks.TryDequeue(out var at); block++)
        {
            if (block > MostBlocks)
            {
                throw file.Damaged(address, "an object header without end", $"at most {MostBlocks} blocks");
            }

            var bytes = file.Read(at.Address, at.Size, "a block of an object header");
            for (var place = 0; place + 8 <= bytes.Length && left > 0; left--)
            {
                var (type, size) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(place)), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(place + 2)));
                if (size % 8 != 0 || place + 8 + size > bytes.Length)
                {
                    throw file.Damaged(at.Address + (ulong)place, $"a message of {size} bytes with {bytes.Length - place - 8} left", "messages inside their header");
                }

                var body = bytes.AsSpan(place + 8, size);
                // A shared message is only a pointer.
                if ((bytes[place + 4] & 2) == 0)
                {
                    Message(type, body, at.Address + (ulong)place, dataset, blocks, groups);
                }

                place += 8 + size;
            }
        }

        dataset.Check(chunkTree);
        return groups;
    }

    private void Message(int type, ReadOnlySpan<byte> body, ulong address, DatasetShape dataset, Queue<(ulong Address, ulong Size)> blocks, List<(ulong Tree, ulong Heap)> groups)
    {
        switch (type)
        {
            case 0x01:
                dataset.ReadSpace(body);
                break;
            case 0x03:
                dataset.ReadType(body);
                break;
            case 0x08:
                dataset.ReadLayout(body);
                break;
            case 0x0B:
                FilterMessage.Check(file, body, address);
                break;
            case 0x10:
                Need(body, file.OffsetSize + file.LengthSize, address);
                blocks.Enqueue((file.Offset(body, 0), file.Size(body, file.OffsetSize)));
                break;
            case 0x11:
                Need(body, 2 * file.OffsetSize, address);
                groups.Add((file.Offset(body, 0), file.Offset(body, file.OffsetSize)));
                break;
            default:
                break;
        }
    }

    private void Need(ReadOnlySpan<byte> body, int size, ulong address)
    {
        if (body.Length < size)
        {
            throw file.Damaged(address, $"a message of {body.Length} bytes", $"at least {size}");
        }
    }
}
