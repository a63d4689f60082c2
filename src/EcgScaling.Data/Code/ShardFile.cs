using System.IO.Compression;
using System.Runtime.InteropServices;
using EcgScaling.Data.Hdf5;
using HDF.PInvoke;

namespace EcgScaling.Data.Code;

/// <summary>One shard being written.</summary>
internal sealed class ShardFile : IDisposable
{
    private readonly string _path;
    private readonly CodeShardWriterOptions _options;
    private readonly int _samples;
    private readonly int _leads;
    private long _file = -1;
    private long _tracings = -1;

    private ShardFile(string path, int samples, int leads, CodeShardWriterOptions options) =>
        (_path, _samples, _leads, _options) = (path, samples, leads, options);

    public static ShardFile Create(string path, int records, int samples, int leads, CodeShardWriterOptions options)
    {
        var shard = new ShardFile(path, samples, leads, options);
        try
        {
            Hdf5Library.Run(() => shard.Create(records));
            return shard;
        }
        catch
        {
            shard.Dispose();
            throw;
        }
    }

    /// <summary>Writes the ids of all records.</summary>
    public unsafe void WriteIds(long[] ids)
    {
        Hdf5Library.Run(() =>
        {
            var space = Check(H5S.create_simple(1, [(ulong)ids.Length], null!), "describe the ids");
            var list = NewList();
            var dataset = Check(H5D.create(_file, "exam_id", H5T.STD_I64LE, space, H5P.DEFAULT, list), "create exam_id");
            fixed (long* start = ids)
            {
                Check(H5D.write(dataset, H5T.NATIVE_INT64, H5S.ALL, H5S.ALL, H5P.DEFAULT, (nint)start), "write exam_id");
            }

            _ = (H5D.close(dataset), H5P.close(list), H5S.close(space));
        });
    }

    /// <summary>Writes records, each of shape <c>(sample, lead)</c>.</summary>
    public void WriteRecords(int first, ReadOnlySpan<float[]> records)
    {
        if (_options.Layout == ShardLayout.Gzip)
        {
            var copies = records.ToArray();
            var packed = new byte[copies.Length][];
            new ParallelWork(_options.Workers, CancellationToken.None).For(copies.Length, place => packed[place] = Pack(copies[place]));
            for (var place = 0; place < packed.Length; place++)
            {
                WriteChunk(first + place, packed[place]);
            }
        }
        else
        {
            for (var place = 0; place < records.Length; place++)
            {
                WriteRecord(first + place, records[place]);
            }
        }
    }

    public void Dispose()
    {
        var (file, tracings) = (_file, _tracings);
        (_file, _tracings) = (-1, -1);
        Hdf5Library.Run(() =>
        {
            _ = tracings < 0 ? 0 : H5D.close(tracings);
            _ = file < 0 ? 0 : H5F.close(file);
        });
    }

    private static long NewList()
    {
        var list = H5P.create(H5P.DATASET_CREATE);
        // Without times of change, equal content gives equal bytes.
        _ = H5P.set_obj_track_times(list, 0);
        return list;
    }

    private void Create(int records)
    {
        _file = Hdf5Library.KeepFromChildren(Check(H5F.create(_path, H5F.ACC_TRUNC), "create the file"));
        var space = Check(H5S.create_simple(3, [(ulong)records, (ulong)_samples, (ulong)_leads], null!), "describe the tracings");
        var list = NewList();
        if (_options.Layout != ShardLayout.Contiguous)
        {
            Check(H5P.set_chunk(list, 3, [1, (ulong)_samples, (ulong)_leads]), "set the chunk");
        }

        if (_options.Layout == ShardLayout.Gzip)
        {
            Check(H5P.set_shuffle(list), "set shuffle");
            Check(H5P.set_deflate(list, (uint)_options.GzipLevel), "set deflate");
        }

        _tracings = Check(H5D.create(_file, "tracings", H5T.IEEE_F32LE, space, H5P.DEFAULT, list), "create tracings");
        _ = (H5P.close(list), H5S.close(space));
    }

    private byte[] Pack(float[] record)
    {
        var bytes = MemoryMarshal.AsBytes<float>(record);
        var shuffled = new byte[bytes.Length];
        Elements.Shuffle(bytes, shuffled, sizeof(float));
        using var packed = new MemoryStream(bytes.Length / 2);
        using (var deflate = new ZLibStream(packed, new ZLibCompressionOptions { CompressionLevel = _options.GzipLevel }, leaveOpen: true))
        {
            deflate.Write(shuffled);
        }

        return packed.ToArray();
    }

    private unsafe void WriteChunk(int record, byte[] bytes) => Hdf5Library.Run(() =>
    {
        var start = new ulong[] { (ulong)record, 0, 0 };
        fixed (byte* first = bytes)
        {
            Check(H5D.write_chunk(_tracings, H5P.DEFAULT, 0, ref start[0], bytes.Length, (nint)first), $"write record {record}");
        }
    });

    private unsafe void WriteRecord(int record, float[] values) => Hdf5Library.Run(() =>
    {
        ulong[] start = [(ulong)record, 0, 0], extent = [1, (ulong)_samples, (ulong)_leads];
        var space = Check(H5D.get_space(_tracings), "open the dataspace");
        var memory = Check(H5S.create_simple(3, extent, null!), "describe memory");
        Check(H5S.select_hyperslab(space, H5S.seloper_t.SET, start, null!, extent, null!), "select a record");
        fixed (float* first = values)
        {
            Check(H5D.write(_tracings, H5T.NATIVE_FLOAT, memory, space, H5P.DEFAULT, (nint)first), $"write record {record}");
        }

        _ = (H5S.close(memory), H5S.close(space));
    });

    private long Check(long result, string action) => Hdf5Library.Check(result, _path, string.Empty, action);
}
