using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>A dataset opened for reading, with what is needed to read its bytes without the library. Thread-safe.</summary>
internal sealed class Hdf5Dataset : IDisposable
{
    private const int MaximumRank = 32;
    private long _id;
    private readonly long _fileLength;
    private bool _littleEndian;

    private Hdf5Dataset(string path, string name, long id) => (Path, Name, _id, _fileLength) = (path, name, id, new FileInfo(path).Length);

    public string Path { get; }

    public string Name { get; }

    public long[] Shape { get; private set; } = [];

    public H5T.class_t Class { get; private set; }

    public ElementType Element { get; private set; }

    public int ElementSize { get; private set; }

    public bool IsBigEndian { get; private set; }

    public H5D.layout_t Layout { get; private set; }

    /// <summary>The chunk's shape, empty where there are no chunks.</summary>
    public long[] Chunk { get; private set; } = [];

    public IReadOnlyList<H5Z.filter_t> Filters { get; private set; } = [];

    /// <summary>Where a contiguous dataset starts in the file, or -1.</summary>
    public long Offset { get; private set; } = -1;

    /// <summary>Values in one row, the product of all dimensions but the first.</summary>
    public long RowLength { get; private set; }

    /// <summary>Opens a dataset; the caller is in the library already.</summary>
    public static Hdf5Dataset Open(string path, long file, string name)
    {
        var dataset = new Hdf5Dataset(path, name, Hdf5Library.Check(H5D.open(file, name), path, name, "open the dataset"));
        try
        {
            dataset.ReadShape();
            dataset.ReadType();
            dataset.ReadLayout();
            dataset.RequireRoom(dataset.RowLength);
            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Reads rows through the library, converted to floats.</summary>
    public void ReadRows(long first, long count, Span<float> destination) => ReadRows(first, count, destination, () => H5T.NATIVE_FLOAT);

    /// <summary>Reads a one-dimensional integer dataset.</summary>
    /// <exception cref="EcgDataException">It is not one.</exception>
    public long[] ReadInt64()
    {
        if (Class != H5T.class_t.INTEGER || Shape.Length != 1)
        {
            throw new EcgDataException(
                Path, Name, $"{Class} of shape ({string.Join(", ", Shape)})", "integers of shape (n)", "Store the ids as int64, one for each tracing.");
        }

        RequireRoom(Shape[0]);
        var values = new long[Shape[0]];
        if (ChunkBand.CanRead(this) && _littleEndian && ElementSize is 4 or 8)
        {
            var band = new ChunkBand();
            for (var row = 0; row < values.Length; row++)
            {
                var bytes = band.Row(this, row);
                values[row] = ElementSize == 8 ? BitConverter.ToInt64(bytes) : BitConverter.ToInt32(bytes);
            }
        }
        else
        {
            ReadRows(0, values.Length, values.AsSpan(), () => H5T.NATIVE_INT64);
        }

        return values;
    }

    /// <summary>The stored bytes of a chunk; false where it was never written.</summary>
    /// <param name="chunk">The chunk's first element.</param>
    /// <param name="buffer">Grown when it is too small.</param>
    /// <param name="length">How many bytes were read.</param>
    /// <param name="filterMask">A set bit says that the filter of this number was skipped.</param>
    public unsafe bool TryReadChunk(long[] chunk, ref byte[] buffer, out int length, out uint filterMask)
    {
        var (room, stored, mask) = (buffer, 0, 0u);
        var found = Hdf5Library.Run(() =>
        {
            var start = new ulong[Shape.Length + 1];
            for (var dimension = 0; dimension < Shape.Length; dimension++)
            {
                start[dimension] = (ulong)chunk[dimension];
            }

            ulong size = 0;
            // Asking for a chunk that was never written is an error in some releases and size 0 in others.
            if (H5D.get_chunk_storage_size(Live(), start, ref size) < 0 || size == 0)
            {
                _ = H5E.clear(H5E.DEFAULT);
                return false;
            }

            // Before any memory is taken for it: a chunk cannot be larger than its file.
            if (size > int.MaxValue / 2 || size > (ulong)_fileLength)
            {
                throw new EcgDataException(Path, $"{Name}, row {chunk[0]}", $"a chunk of {size} bytes", "a chunk inside the file, below 1 GiB", "The file is damaged, or should be rechunked to one record a chunk.");
            }

            if (room.Length < (int)size)
            {
                room = new byte[(int)size];
            }

            fixed (byte* bytes = room)
            {
                Hdf5Library.Check(H5D.read_chunk(Live(), H5P.DEFAULT, ref start[0], ref mask, (nint)bytes), Path, $"{Name}, row {chunk[0]}", "read a chunk");
            }

            stored = (int)size;
            return true;
        });
        (buffer, length, filterMask) = (room, stored, mask);
        return found;
    }

    /// <summary>The bytes a chunk takes in the file, 0 where it was never written.</summary>
    public long ChunkStorage(long row) => Hdf5Library.Run(() =>
    {
        var start = new ulong[Shape.Length + 1];
        start[0] = (ulong)row;
        ulong size = 0;
        if (H5D.get_chunk_storage_size(Live(), start, ref size) < 0)
        {
            _ = H5E.clear(H5E.DEFAULT);
        }

        return (long)size;
    });

    public void Dispose()
    {
        var id = Interlocked.Exchange(ref _id, -1);
        if (id >= 0)
        {
            Hdf5Library.Run(() => _ = H5D.close(id));
        }
    }

    private unsafe void ReadRows<T>(long first, long count, Span<T> destination, Func<long> memoryType)
        where T : unmanaged
    {
        if (destination.Length < count * RowLength)
        {
            throw new ArgumentException($"The destination holds {destination.Length} values, {count * RowLength} are needed.", nameof(destination));
        }

        fixed (T* pinned = destination)
        {
            var target = (nint)pinned;
            Hdf5Library.Run(() =>
            {
                var start = new ulong[Shape.Length];
                var extent = Array.ConvertAll(Shape, size => (ulong)size);
                start[0] = (ulong)first;
                extent[0] = (ulong)count;
                var space = Hdf5Library.Check(H5D.get_space(Live()), Path, Name, "open the dataspace");
                var memory = -1L;
                try
                {
                    Hdf5Library.Check(H5S.select_hyperslab(space, H5S.seloper_t.SET, start, null!, extent, null!), Path, Name, $"select rows {first} to {first + count - 1}");
                    memory = Hdf5Library.Check(H5S.create_simple(extent.Length, extent, null!), Path, Name, "describe memory");
                    Hdf5Library.Check(H5D.read(Live(), memoryType(), memory, space, H5P.DEFAULT, target), Path, $"{Name}, row {first}", "read");
                }
                finally
                {
                    _ = H5S.close(space);
                    _ = memory < 0 ? 0 : H5S.close(memory);
                }
            });
        }
    }

    private long Live() => _id >= 0 ? _id : throw new ObjectDisposedException(Path);

    private void ReadShape()
    {
        var space = Hdf5Library.Check(H5D.get_space(_id), Path, Name, "open the dataspace");
        try
        {
            var rank = (int)Hdf5Library.Check(H5S.get_simple_extent_ndims(space), Path, Name, "read the rank");
            if (rank is < 1 or > MaximumRank)
            {
                throw new EcgDataException(Path, Name, $"rank {rank}", "an array", "Store one record for each index of the first dimension.");
            }

            var dims = new ulong[rank];
            Hdf5Library.Check(H5S.get_simple_extent_dims(space, dims, null!), Path, Name, "read the shape");
            Shape = Array.ConvertAll(dims, size => size <= long.MaxValue ? (long)size : long.MaxValue);
            Int128 row = 1;
            foreach (var size in Shape.AsSpan(1))
            {
                row *= size;
                if (row > int.MaxValue)
                {
                    throw new EcgDataException(Path, Name, $"shape ({string.Join(", ", Shape)})", "records below 2^31 values", "The file is damaged, or is not an ECG file.");
                }
            }

            RowLength = (long)row;
        }
        finally
        {
            _ = H5S.close(space);
        }
    }

    private void ReadType()
    {
        var type = Hdf5Library.Check(H5D.get_type(_id), Path, Name, "open the datatype");
        try
        {
            Class = H5T.get_class(type);
            ElementSize = (int)H5T.get_size(type);
            var order = H5T.get_order(type);
            IsBigEndian = order == H5T.order_t.BE;
            var signed = Class == H5T.class_t.INTEGER && H5T.get_sign(type) == H5T.sign_t.SGN_2;
            _littleEndian = order == H5T.order_t.LE && signed;
            var whole = Class == H5T.class_t.INTEGER && order is H5T.order_t.LE or H5T.order_t.BE && H5T.get_precision(type) == 8 * ElementSize;
            Element = (Class, ElementSize, signed) switch
            {
                // An exponent bias of 15 tells IEEE half precision from bfloat16.
                (H5T.class_t.FLOAT, 2, _) when order is H5T.order_t.LE or H5T.order_t.BE && H5T.get_ebias(type) == 15 => ElementType.Float16,
                (H5T.class_t.FLOAT, 4, _) when H5T.equal(type, IsBigEndian ? H5T.IEEE_F32BE : H5T.IEEE_F32LE) > 0 => ElementType.Float32,
                (H5T.class_t.FLOAT, 8, _) when H5T.equal(type, IsBigEndian ? H5T.IEEE_F64BE : H5T.IEEE_F64LE) > 0 => ElementType.Float64,
                (H5T.class_t.INTEGER, 1, true) when whole => ElementType.Int8,
                (H5T.class_t.INTEGER, 2, true) when whole => ElementType.Int16,
                (H5T.class_t.INTEGER, 4, true) when whole => ElementType.Int32,
                (H5T.class_t.INTEGER, 1, false) when whole => ElementType.UInt8,
                (H5T.class_t.INTEGER, 2, false) when whole => ElementType.UInt16,
                (H5T.class_t.INTEGER, 4, false) when whole => ElementType.UInt32,
                _ => ElementType.Other,
            };
            RequireKnownType(type);
        }
        finally
        {
            _ = H5T.close(type);
        }
    }

    // A damaged type message can describe numbers on which libhdf5's own conversion runs past its buffers, so only ordinary ones reach it.
    private void RequireKnownType(long type)
    {
        var ordinary = Class switch
        {
            H5T.class_t.FLOAT => Element != ElementType.Other,
            H5T.class_t.INTEGER => ElementSize is 1 or 2 or 4 or 8 && H5T.get_precision(type) == 8 * ElementSize && H5T.get_order(type) is H5T.order_t.LE or H5T.order_t.BE,
            // Texts and the like are refused by whoever wants numbers.
            _ => true,
        };
        if (!ordinary)
        {
            throw new EcgDataException(
                Path, Name, $"{Class} elements of {ElementSize} bytes in an unusual form", "16, 32 or 64-bit IEEE floats, or whole integers", "The file is damaged, or should be written again with an ordinary type.");
        }
    }

    private void ReadLayout()
    {
        var list = Hdf5Library.Check(H5D.get_create_plist(_id), Path, Name, "open the creation list");
        try
        {
            Layout = H5P.get_layout(list);
            if (Layout == H5D.layout_t.CONTIGUOUS && H5P.get_external_count(list) == 0)
            {
                var offset = H5D.get_offset(_id);
                Offset = offset < long.MaxValue ? (long)offset : -1;
            }
            else if (Layout == H5D.layout_t.CHUNKED)
            {
                var dims = new ulong[Shape.Length];
                Hdf5Library.Check(H5P.get_chunk(list, dims.Length, dims), Path, Name, "read the chunk's shape");
                Chunk = Array.ConvertAll(dims, size => (long)Math.Min(size, long.MaxValue));
                Filters = ReadFilters(list);
                RequireSaneChunks();
            }
        }
        finally
        {
            _ = H5P.close(list);
        }
    }

    // Extendible datasets may have chunks larger than themselves, but not by orders of magnitude.
    private void RequireSaneChunks()
    {
        Int128 bytes = ElementSize;
        foreach (var size in Chunk)
        {
            bytes *= size;
        }

        if (bytes <= 0 || bytes > ((Int128)_fileLength * 1100) + (1 << 20) || bytes > int.MaxValue / 2)
        {
            throw new EcgDataException(
                Path, Name, $"chunks of shape ({string.Join(", ", Chunk)})", "chunks that the file can hold, below 1 GiB", "The file is damaged, or should be rechunked to one record a chunk.");
        }
    }

    private List<H5Z.filter_t> ReadFilters(long list)
    {
        var count = (uint)Hdf5Library.Check(H5P.get_nfilters(list), Path, Name, "count the filters");
        var filters = new List<H5Z.filter_t>();
        for (uint filter = 0; filter < count; filter++)
        {
            uint flags = 0, config = 0;
            nint parameters = 16;
            filters.Add(H5P.get_filter(list, filter, ref flags, ref parameters, new uint[16], 0, [0], ref config));
        }

        return filters;
    }

    // A damaged header can declare any size; believe it only as far as the file could hold it (gzip shrinks at most about 1000 times).
    private void RequireRoom(long count)
    {
        var bytes = (Int128)count * ElementSize;
        var file = _fileLength;
        if (bytes > ((Int128)file * 1100) + (1 << 20) || bytes > int.MaxValue)
        {
            throw new EcgDataException(
                Path, Name, $"{count} values at once in a file of {file} bytes", "as many as the file can hold, below 2 GiB", "The file is damaged; fetch it again.");
        }
    }
}
