using System.Text;
using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>An HDF5 file opened for reading. Thread-safe.</summary>
internal sealed class Hdf5File : IDisposable
{
    private readonly List<Hdf5Dataset> _datasets = [];
    private long _id;

    private Hdf5File(string path, long id) => (Path, _id) = (path, id);

    public string Path { get; }

    /// <summary>Whether the path names a file that carries the HDF5 signature.</summary>
    public static bool IsHdf5(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> head = stackalloc byte[8];
            return stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8 && head.SequenceEqual("\x0089HDF\r\n\x001a\n"u8[1..]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static Hdf5File Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file", "an HDF5 file", "Check the path.");
        }

        Structure.FileStructure.Check(path);
        return Hdf5Library.Run(() => new Hdf5File(path, Hdf5Library.KeepFromChildren(Hdf5Library.Check(H5F.open(path, H5F.ACC_RDONLY), path, string.Empty, "open the file"))));
    }

    /// <summary>The names of what lies in the root, in alphabetical order.</summary>
    public IReadOnlyList<string> Names() => Hdf5Library.Run<IReadOnlyList<string>>(() =>
    {
        var info = default(H5G.info_t);
        Hdf5Library.Check(H5G.get_info(_id, ref info), Path, string.Empty, "list the root");
        var names = new List<string>();
        for (ulong link = 0; link < Math.Min(info.nlinks, 1000); link++)
        {
            var length = (int)H5L.get_name_by_idx(_id, ".", H5.index_t.NAME, H5.iter_order_t.INC, link, 0, 0, H5P.DEFAULT);
            if (length is <= 0 or > 4096)
            {
                continue;
            }

            var bytes = new byte[length + 1];
            unsafe
            {
                fixed (byte* start = bytes)
                {
                    _ = H5L.get_name_by_idx(_id, ".", H5.index_t.NAME, H5.iter_order_t.INC, link, (nint)start, bytes.Length, H5P.DEFAULT);
                }
            }

            names.Add(Encoding.UTF8.GetString(bytes, 0, length));
        }

        return names;
    });

    public bool Has(string name) => Hdf5Library.Run(() => H5L.exists(_id, name) > 0);

    /// <summary>Opens a dataset; it is closed with the file.</summary>
    /// <exception cref="EcgDataException">There is no such dataset.</exception>
    public Hdf5Dataset Dataset(string name)
    {
        if (!Has(name))
        {
            throw new EcgDataException(
                Path, string.Empty, $"no dataset '{name}' (there are: {string.Join(", ", Names())})", $"a dataset '{name}'",
                "Check that this is the file you mean, or name its dataset.");
        }

        var dataset = Hdf5Library.Run(() => Hdf5Dataset.Open(Path, _id, name));
        lock (_datasets)
        {
            _datasets.Add(dataset);
        }

        return dataset;
    }

    public void Dispose()
    {
        var id = Interlocked.Exchange(ref _id, -1);
        if (id < 0)
        {
            return;
        }

        foreach (var dataset in _datasets)
        {
            dataset.Dispose();
        }

        Hdf5Library.Run(() => _ = H5F.close(id));
    }
}
