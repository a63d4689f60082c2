using System.Buffers.Binary;

namespace EcgScaling.Data.Hdf5.Structure;

/// <summary>What the messages of one object header say of a dataset, and whether it agrees.</summary>
internal sealed class DatasetShape(FileBytes file, ulong address)
{
    private const int MostDimensions = 32;
    private ulong[]? _dims;
    private ulong[]? _most;
    private uint _element;
    private (ulong Address, ulong Size)? _contiguous;
    private ulong? _compact;
    private (ulong Tree, uint[] Dims)? _chunks;

    public void ReadSpace(ReadOnlySpan<byte> body)
    {
        var (version, rank, flags) = (At(body, 0), At(body, 1), At(body, 2));
        if (version is not (1 or 2) || rank > MostDimensions)
        {
            throw file.Damaged(address, $"a dataspace of version {version} and rank {rank}", $"version 1 or 2, at most {MostDimensions} dimensions");
        }

        var start = version == 1 ? 8 : 4;
        var parts = (flags & 1) != 0 ? 2 : 1;
        Need(body, start + (parts * rank * file.LengthSize));
        _dims = new ulong[rank];
        _most = new ulong[rank];
        for (var dimension = 0; dimension < rank; dimension++)
        {
            _dims[dimension] = file.Size(body, start + (dimension * file.LengthSize));
            _most[dimension] = parts == 2 ? file.Size(body, start + ((rank + dimension) * file.LengthSize)) : _dims[dimension];
        }
    }

    public void ReadType(ReadOnlySpan<byte> body)
    {
        Need(body, 8);
        _element = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        // Numbers need a description of their bits; the library reads it without looking whether it is there.
        var needed = (body[0] & 15) switch { 0 => 12, 1 => 20, _ => 8 };
        Need(body, needed);
        if (_element == 0)
        {
            throw file.Damaged(address, "elements of 0 bytes", "at least one byte");
        }
    }

    public void ReadLayout(ReadOnlySpan<byte> body)
    {
        var version = At(body, 0);
        // Version 3 has the class first; 1 and 2 the rank. Version 4 comes with later formats only.
        var (kind, rank, place) = version switch
        {
            1 or 2 => (At(body, 2), At(body, 1), 8),
            3 => (At(body, 1), At(body, 1) == 2 ? At(body, 2) : 0, At(body, 1) == 2 ? 3 : 2),
            _ => (-1, 0, 0),
        };
        if (kind == 1)
        {
            Need(body, place + file.OffsetSize + (version == 3 ? file.LengthSize : 0));
            _contiguous = (file.Offset(body, place), version == 3 ? file.Size(body, place + file.OffsetSize) : 0);
        }
        else if (kind == 2)
        {
            Need(body, place + file.OffsetSize + (4 * rank));
            var dims = new uint[rank];
            for (var dimension = 0; dimension < rank; dimension++)
            {
                dims[dimension] = BinaryPrimitives.ReadUInt32LittleEndian(body[(place + file.OffsetSize + (4 * dimension))..]);
            }

            _chunks = (file.Offset(body, place), dims);
        }
        else if (kind == 0)
        {
            // The bytes of a compact dataset lie in the message itself.
            var start = version == 3 ? 4 : place + (4 * rank) + 4;
            Need(body, start);
            _compact = version == 3 ? BinaryPrimitives.ReadUInt16LittleEndian(body[2..]) : BinaryPrimitives.ReadUInt32LittleEndian(body[(start - 4)..]);
            Need(body, (int)Math.Min(int.MaxValue, start + (long)_compact));
        }
        else if (version is not (3 or 4) || kind != -1)
        {
            throw file.Damaged(address, $"a layout of version {version} and class {kind}", "version 1 to 4, class 0 to 2");
        }
    }

    /// <summary>Throws where shape, type and place contradict one another or the file.</summary>
    /// <param name="chunkTree">Half the entries of a node of the chunk tree.</param>
    public void Check(int chunkTree)
    {
        if (_dims is null || _element == 0)
        {
            return;
        }

        if (_contiguous is { } place && place.Address != FileBytes.Nowhere)
        {
            // Releases that store no size give 0.
            RequireRoom(place.Size == 0 ? file.Length : place.Size);
            file.Require(place.Address, (ulong)Bytes(), "a dataset");
        }
        else if (_compact is { } size)
        {
            RequireRoom(size);
        }
        else if (_chunks is { } chunks)
        {
            CheckChunks(chunks.Tree, chunks.Dims, chunkTree);
        }
    }

    private Int128 Bytes()
    {
        Int128 bytes = _element;
        foreach (var size in _dims!)
        {
            // Whatever is beyond all files stays there.
            bytes = size == 0 ? 0 : Int128.Min(bytes * size, Int128.One << 62);
        }

        return _dims.Contains(0UL) ? 0 : bytes;
    }

    private void RequireRoom(ulong room)
    {
        if (Bytes() > Math.Min(room, file.Length))
        {
            throw file.Damaged(address, $"{Bytes()} bytes of shape ({string.Join(", ", _dims!)}) in {room} bytes of the file", "a dataset that its place holds");
        }
    }

    private void CheckChunks(ulong tree, uint[] dims, int chunkTree)
    {
        // The last of the sizes is that of an element.
        var fits = dims.Length == _dims!.Length + 1 && dims[^1] == _element;
        for (var dimension = 0; fits && dimension < _dims.Length; dimension++)
        {
            // Only a dataset that may grow can have chunks larger than itself.
            fits = dims[dimension] != 0 && (dims[dimension] <= _dims[dimension] || _most![dimension] != _dims[dimension]);
        }

        if (!fits)
        {
            throw file.Damaged(address, $"chunks of shape ({string.Join(", ", dims)}) for shape ({string.Join(", ", _dims)}) of {_element}-byte elements", "chunks that fit their dataset");
        }

        if (tree != FileBytes.Nowhere)
        {
            new ChunkTree(file, dims, chunkTree).Check(tree);
        }
    }

    private int At(ReadOnlySpan<byte> body, int place) => place < body.Length ? body[place] : throw Short(body);

    private void Need(ReadOnlySpan<byte> body, int size)
    {
        if (body.Length < size)
        {
            throw Short(body);
        }
    }

    private EcgDataException Short(ReadOnlySpan<byte> body) => file.Damaged(address, $"a message of {body.Length} bytes", "a whole message");
}
