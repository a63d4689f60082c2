namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>The names of a group's entries.</summary>
internal static class LocalHeap
{
    private const ulong Largest = 64 << 20;

    /// <summary>The heap's bytes.</summary>
    public static byte[] Read(FileBytes file, ulong address)
    {
        var head = file.Read(address, (ulong)(8 + (2 * file.LengthSize) + file.OffsetSize), "a local heap");
        var (size, free, data) = (file.Size(head, 8), file.Size(head, 8 + file.LengthSize), file.Offset(head, 8 + (2 * file.LengthSize)));
        if (!head.AsSpan(0, 4).SequenceEqual("HEAP"u8) || head[4] != 0 || size > Largest)
        {
            throw file.Damaged(address, $"a local heap of version {head[4]} and {size} bytes", $"version 0, at most {Largest} bytes");
        }

        var bytes = file.Read(data, size, "a local heap's data");
        // The free list: 1 ends it. Blocks ascend in no order, but there are no more than fit.
        for (ulong blocks = 0; free != 1 && free != ulong.MaxValue; blocks++)
        {
            var block = (ulong)(2 * file.LengthSize);
            if (free > size || size - free < block || file.Size(bytes, (int)free + file.LengthSize) is var length && (length > size - free || length < block) || blocks > size / block)
            {
                throw file.Damaged(address, $"a free block at {free} of a heap of {size} bytes", "free blocks inside the heap");
            }

            free = file.Size(bytes, (int)free);
        }

        return bytes;
    }
}
