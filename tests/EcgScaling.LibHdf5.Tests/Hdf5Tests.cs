using System.Runtime.InteropServices;
using HDF.PInvoke;

namespace EcgScaling.LibHdf5.Tests;

public sealed class Hdf5Tests
{
    [Fact]
    public void TheLibraryIsNewEnough()
    {
        uint major = 0, minor = 0, release = 0;

        Assert.True(H5.get_libversion(ref major, ref minor, ref release) >= 0);
        Assert.True((major, minor).CompareTo((1u, 10u)) >= 0);
    }

    [Theory]
    [InlineData("contiguous")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    public void ADatasetReadsBackAsWritten(string layout)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("hdf5-").FullName, "ä-test.h5");
        var values = Enumerable.Range(0, 60).Select(value => value / 7f).ToArray();
        var file = H5F.create(path, H5F.ACC_TRUNC);
        var space = H5S.create_simple(3, [5, 4, 3], null);
        var list = H5P.create(H5P.DATASET_CREATE);
        if (layout != "contiguous")
        {
            Assert.True(H5P.set_chunk(list, 3, [1, 4, 3]) >= 0);
        }

        if (layout == "gzip")
        {
            Assert.True(H5P.set_shuffle(list) >= 0);
            Assert.True(H5P.set_deflate(list, 4) >= 0);
        }

        var dataset = H5D.create(file, "tracings", H5T.IEEE_F32LE, space, H5P.DEFAULT, list);
        Assert.True(dataset >= 0);
        Pinned(values, pointer => Assert.True(H5D.write(dataset, H5T.NATIVE_FLOAT, H5S.ALL, H5S.ALL, H5P.DEFAULT, pointer) >= 0));
        _ = (H5D.close(dataset), H5P.close(list), H5S.close(space), H5F.close(file));

        Assert.True(H5F.is_hdf5(path) > 0);
        file = H5F.open(path, H5F.ACC_RDONLY);
        Assert.True(H5L.exists(file, "tracings") > 0);
        Assert.Equal(0, H5L.exists(file, "exam_id"));
        dataset = H5D.open(file, "tracings");
        space = H5D.get_space(dataset);
        var dims = new ulong[3];
        Assert.Equal(3, H5S.get_simple_extent_dims(space, dims, null));
        Assert.Equal([5, 4, 3], dims);
        Assert.True(H5S.select_hyperslab(space, H5S.seloper_t.SET, [2, 0, 0], null, [2, 4, 3], null) >= 0);
        var memory = H5S.create_simple(1, [24], null);
        var part = new float[24];
        Pinned(part, pointer => Assert.True(H5D.read(dataset, H5T.NATIVE_FLOAT, memory, space, H5P.DEFAULT, pointer) >= 0));
        Assert.Equal(values[24..48], part);

        list = H5D.get_create_plist(dataset);
        Assert.Equal(layout == "contiguous" ? H5D.layout_t.CONTIGUOUS : H5D.layout_t.CHUNKED, H5P.get_layout(list));
        Assert.Equal(layout == "gzip" ? 2 : 0, H5P.get_nfilters(list));
        if (layout == "contiguous")
        {
            var bytes = File.ReadAllBytes(path);
            Assert.Equal(values, MemoryMarshal.Cast<byte, float>(bytes.AsSpan((int)H5D.get_offset(dataset), 240)).ToArray());
        }
        else
        {
            ulong chunks = 0, address = 0, size = 0;
            uint mask = 0;
            Assert.True(H5D.get_num_chunks(dataset, space, ref chunks) >= 0);
            Assert.True(H5D.get_chunk_info_by_coord(dataset, [3, 0, 0], ref mask, ref address, ref size) >= 0);
            Assert.Equal((5u, 0u), (chunks, mask));
            Assert.Equal(layout == "gzip" ? size : 48, size);
        }

        _ = (H5P.close(list), H5S.close(memory), H5S.close(space), H5D.close(dataset), H5F.close(file));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void AFailureIsANegativeResultWithAReasonOnTheStack()
    {
        _ = H5E.set_auto(H5E.DEFAULT, null, 0);
        var reasons = new List<string>();

        Assert.True(H5F.open("/no/such/file.h5", H5F.ACC_RDONLY) < 0);
        H5E.walk_t keep = (uint _, ref H5E.error_t error, nint _) =>
        {
            reasons.Add(error.desc);
            return 0;
        };
        Assert.True(H5E.walk(H5E.DEFAULT, H5E.direction_t.H5E_WALK_UPWARD, keep, 0) >= 0);
        GC.KeepAlive(keep);

        Assert.Contains(reasons, reason => reason.Contains("No such file", StringComparison.Ordinal));
    }

    [Fact]
    public void AMissingLibrarySaysWhatWasSearchedAndWhatToInstall()
    {
        var named = Assert.Throws<DllNotFoundException>(() => NativeHdf5.LoadFrom("/no/such/libhdf5.so", []));
        var searched = Assert.Throws<DllNotFoundException>(() => NativeHdf5.LoadFrom(null, ["libnothing.so.1", "libnothing.so"]));

        Assert.Contains("ECGSCALING_HDF5 names '/no/such/libhdf5.so'", named.Message, StringComparison.Ordinal);
        Assert.Contains("libnothing.so.1, libnothing.so", searched.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install", searched.Message, StringComparison.Ordinal);
    }

    private static void Pinned(float[] values, Action<nint> use)
    {
        var handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        try
        {
            use(handle.AddrOfPinnedObject());
        }
        finally
        {
            handle.Free();
        }
    }
}
