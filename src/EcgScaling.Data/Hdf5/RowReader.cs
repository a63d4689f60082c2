using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HDF.PInvoke;
using Microsoft.Win32.SafeHandles;

namespace EcgScaling.Data.Hdf5;

/// <summary>
/// Reads records (rows of the first dimension) as floats, the fastest way the layout allows: by position in the file where it is contiguous,
/// chunk by chunk with the filters undone outside the library where it has chunks, and through the library otherwise.
/// </summary>
internal sealed class RowReader : IDisposable
{
    private const int ShortRow = 4096;
    private const int BlockBytes = 256 << 10;
    private readonly Hdf5Dataset _dataset;
    private readonly SafeFileHandle? _file;
    private readonly long _rowBytes;
    private readonly ThreadLocal<ChunkBand> _bands = new(() => new ChunkBand());

    public RowReader(Hdf5Dataset dataset)
    {
        _dataset = dataset;
        _rowBytes = dataset.RowLength * dataset.ElementSize;
        if (dataset.Element != ElementType.Other && dataset.Offset > 0)
        {
            var length = new FileInfo(dataset.Path).Length;
            if ((Int128)dataset.Offset + ((Int128)_rowBytes * dataset.Shape[0]) > length)
            {
                throw new EcgDataException(
                    dataset.Path, dataset.Name, $"{dataset.Shape[0]} records of {_rowBytes} bytes from offset {dataset.Offset} in a file of {length} bytes",
                    "records inside the file", "The file is cut off; fetch it again.");
            }

            _file = File.OpenHandle(dataset.Path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
            Way = "by position";
        }
        else if (dataset.Element != ElementType.Other && ChunkBand.CanRead(dataset))
        {
            Way = "by chunk";
        }
        else
        {
            Way = "through libhdf5";
        }
    }

    /// <summary>How rows are read, for logs.</summary>
    public string Way { get; }

    public long Rows => _dataset.Shape[0];

    /// <summary>Reads one row, in the file's order of values.</summary>
    public void Read(long row, Span<float> destination)
    {
        if (_file is not null)
        {
            ReadPart(row, 0, (int)_dataset.RowLength, destination);
        }
        else if (Way == "by chunk")
        {
            Elements.ToFloats(_bands.Value!.Row(_dataset, row), _dataset.Element, _dataset.IsBigEndian, destination);
        }
        else
        {
            _dataset.ReadRows(row, 1, destination);
        }
    }

    /// <summary>Rows that hold nothing but zeros, with null, and rows that cannot be read, with the reason; cheap for good rows, whose bytes are not all looked at.</summary>
    /// <exception cref="EcgDataException">No row can be read.</exception>
    public IReadOnlyDictionary<long, EcgDataException?> FindUnusable()
    {
        var unusable = new ConcurrentDictionary<long, EcgDataException?>();
        // Blocks of whole chunks, so that none is fetched twice; short rows are read a block at a time.
        var chunk = _file is null && _dataset.Chunk.Length > 0 ? Math.Max(1, _dataset.Chunk[0]) : 1;
        var block = Math.Min(Math.Max(Rows, 1), chunk * Math.Max(1, 256 / chunk));
        var whole = _file is not null && _rowBytes <= ShortRow;
        block = whole ? Math.Max(1, BlockBytes / Math.Max(1, _rowBytes)) : block;
        new ParallelWork(Environment.ProcessorCount, CancellationToken.None).For(checked((int)((Rows + block - 1) / block)), place =>
        {
            var (first, end) = (place * block, Math.Min(Rows, (place + 1) * block));
            var length = (int)_dataset.RowLength;
            var values = ArrayPool<float>.Shared.Rent(whole ? (int)(end - first) * length : length);
            try
            {
                if (whole)
                {
                    ReadPart(first, 0, (int)(end - first) * length, values);
                }

                for (var row = first; row < end; row++)
                {
                    try
                    {
                        if (whole ? !values.AsSpan((int)(row - first) * length, length).ContainsAnyExcept(0f) : IsZero(row, values))
                        {
                            unusable[row] = null;
                        }
                    }
                    catch (EcgDataException error)
                    {
                        unusable[row] = error;
                    }
                }
            }
            finally
            {
                ArrayPool<float>.Shared.Return(values);
            }
        });
        // Damage everywhere is the file's, not an exam's.
        return Rows > 0 && unusable.Count == Rows && unusable.Values.All(error => error is not null) ? throw unusable[0]! : unusable;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _bands.Dispose();
    }

    private bool IsZero(long row, Span<float> scratch)
    {
        var length = (int)_dataset.RowLength;
        if (_file is not null)
        {
            var probe = Math.Min(length, 256);
            ReadPart(row, (length - probe) / 2, probe, scratch);
            if (scratch[..probe].ContainsAnyExcept(0f))
            {
                return false;
            }
        }
        else if (_dataset.Filters.Contains(H5Z.filter_t.DEFLATE) && _dataset.Chunk[0] == 1 && _dataset.Chunk.AsSpan(1).SequenceEqual(_dataset.Shape.AsSpan(1)))
        {
            // Zeros deflate about a thousand times; a record that takes a hundredth of its size is something else.
            if (_dataset.ChunkStorage(row) > 256 + (_rowBytes / 100))
            {
                return false;
            }
        }

        Read(row, scratch);
        return !scratch[..length].ContainsAnyExcept(0f);
    }

    private void ReadPart(long row, int first, int count, Span<float> destination)
    {
        var size = _dataset.ElementSize;
        var offset = _dataset.Offset + (row * _rowBytes) + ((long)first * size);
        if (_dataset.Element == ElementType.Float32 && !_dataset.IsBigEndian)
        {
            Fill(MemoryMarshal.AsBytes(destination[..count]), offset, row);
            return;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(count * size);
        try
        {
            Fill(bytes.AsSpan(0, count * size), offset, row);
            Elements.ToFloats(bytes.AsSpan(0, count * size), _dataset.Element, _dataset.IsBigEndian, destination[..count]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Fill(Span<byte> bytes, long offset, long row)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file!, bytes, offset);
            if (read == 0)
            {
                throw new EcgDataException(
                    _dataset.Path, $"{_dataset.Name}, row {row}", "the end of the file", "a whole record", "The file was cut while it was in use; fetch it again.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}
