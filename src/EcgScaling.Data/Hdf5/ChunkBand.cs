using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>
/// Reads rows of a chunked dataset: all chunks that hold a band of rows are fetched as stored, their filters undone here, and put together.
/// One for each thread; it keeps the band it read last.
/// </summary>
/// <remarks>
/// The library is asked for stored bytes only. Its own pipeline trusts the sizes that a file declares; on damaged files it was seen to read past
/// its buffers.
/// </remarks>
internal sealed class ChunkBand
{
    private const long LargestBand = 256L << 20;
    private byte[] _stored = [];
    private byte[] _spare = [];
    private byte[] _plain = [];
    private byte[] _rows = [];
    private ReadOnlyMemory<byte> _chunk;
    private long _first = -1;

    /// <summary>Whether the dataset's chunks can be decoded here.</summary>
    public static bool CanRead(Hdf5Dataset dataset) =>
        dataset.Layout == H5D.layout_t.CHUNKED
        && dataset.Chunk.Length == dataset.Shape.Length
        && dataset.Filters.All(filter => filter is H5Z.filter_t.DEFLATE or H5Z.filter_t.SHUFFLE or H5Z.filter_t.FLETCHER32);

    /// <summary>The bytes of a row; they stay until the next call.</summary>
    /// <exception cref="EcgDataException">A chunk is damaged.</exception>
    public ReadOnlySpan<byte> Row(Hdf5Dataset dataset, long row)
    {
        var rowBytes = checked((int)(dataset.RowLength * dataset.ElementSize));
        if (dataset.Chunk.AsSpan(1).SequenceEqual(dataset.Shape.AsSpan(1)))
        {
            return WholeRow(dataset, row, rowBytes);
        }

        // Where a band would be too large, each row is put together on its own.
        var rows = dataset.Chunk[0] * rowBytes <= LargestBand ? dataset.Chunk[0] : 1;
        var first = row / rows * rows;
        if (_first != first)
        {
            _first = -1;
            Grow(ref _rows, (int)(rows * rowBytes));
            Array.Clear(_rows, 0, (int)(rows * rowBytes));
            Gather(dataset, first, (int)rows);
            // A band of one row is not worth keeping: the next row is another.
            _first = rows == 1 ? -1 : first;
        }

        return _rows.AsSpan((int)(row - first) * rowBytes, rowBytes);
    }

    // A chunk of whole rows is the band: nothing needs to be put together.
    private ReadOnlySpan<byte> WholeRow(Hdf5Dataset dataset, long row, int rowBytes)
    {
        var rows = dataset.Chunk[0];
        var first = row / rows * rows;
        if (_first != first)
        {
            _first = -1;
            var start = new long[dataset.Shape.Length];
            start[0] = first;
            var length = checked((int)(rows * rowBytes));
            if (dataset.TryReadChunk(start, ref _stored, out var stored, out var mask))
            {
                _chunk = Elements.Unfilter(dataset, start, _stored.AsMemory(0, stored), mask, length, ref _spare, ref _plain);
            }
            else
            {
                // Never written: it reads as the fill value, zero in every ECG file seen.
                Grow(ref _rows, length);
                Array.Clear(_rows, 0, length);
                _chunk = _rows.AsMemory(0, length);
            }

            _first = rows == 1 ? -1 : first;
        }

        return _chunk.Span.Slice((int)(row - first) * rowBytes, rowBytes);
    }

    private void Gather(Hdf5Dataset dataset, long first, int rows)
    {
        var rank = dataset.Shape.Length;
        var bytes = (Int128)dataset.ElementSize;
        foreach (var size in dataset.Chunk)
        {
            bytes *= size;
        }

        if (bytes <= 0 || bytes > int.MaxValue / 2)
        {
            throw new EcgDataException(dataset.Path, dataset.Name, $"chunks of shape ({string.Join(", ", dataset.Chunk)})", "chunks below 1 GiB", "The file is damaged, or should be rechunked to one record a chunk.");
        }

        var start = new long[rank];
        start[0] = first / dataset.Chunk[0] * dataset.Chunk[0];
        do
        {
            // A chunk that was never written reads as the fill value, zero in every ECG file seen.
            if (dataset.TryReadChunk(start, ref _stored, out var stored, out var mask))
            {
                var chunk = Elements.Unfilter(dataset, start, _stored.AsMemory(0, stored), mask, (int)bytes, ref _spare, ref _plain);
                Scatter(dataset, start, chunk.Span, first, rows);
            }
        }
        while (Next(dataset, start));
    }

    // Steps to the next chunk of the band: the dimensions after the first, the last fastest.
    private static bool Next(Hdf5Dataset dataset, long[] start)
    {
        for (var dimension = start.Length - 1; dimension > 0; dimension--)
        {
            start[dimension] += dataset.Chunk[dimension];
            if (start[dimension] < dataset.Shape[dimension])
            {
                return true;
            }

            start[dimension] = 0;
        }

        return false;
    }

    // Copies a chunk line by line (a line runs along the last dimension) to where it belongs among the rows.
    private void Scatter(Hdf5Dataset dataset, long[] start, ReadOnlySpan<byte> chunk, long first, int rows)
    {
        var (shape, extent, rank) = (dataset.Shape, dataset.Chunk, dataset.Shape.Length);
        var element = dataset.ElementSize;
        var lineLength = rank == 1 ? 1 : extent[^1];
        var copied = rank == 1 ? 1 : (int)Math.Min(lineLength, shape[^1] - start[^1]);
        var lines = chunk.Length / element / lineLength;
        var place = new long[rank];
        for (long line = 0; line < lines; line++)
        {
            var rest = line;
            for (var dimension = Math.Max(0, rank - 2); dimension >= 0; dimension--)
            {
                (rest, place[dimension]) = Math.DivRem(rest, extent[dimension]);
            }

            var (row, target, inside) = (start[0] + place[0] - first, 0L, true);
            for (var dimension = 1; dimension < rank; dimension++)
            {
                var at = start[dimension] + (dimension == rank - 1 ? 0 : place[dimension]);
                inside &= at < shape[dimension];
                target = (target * shape[dimension]) + at;
            }

            if (inside && row >= 0 && row < rows)
            {
                chunk.Slice((int)(line * lineLength * element), copied * element).CopyTo(_rows.AsSpan((int)(((row * dataset.RowLength) + target) * element)));
            }
        }
    }

    private static void Grow(ref byte[] room, int length)
    {
        if (room.Length < length)
        {
            room = new byte[length];
        }
    }
}
