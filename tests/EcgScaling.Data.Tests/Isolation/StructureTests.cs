using EcgScaling.Data.Code;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Isolation;

/// <summary>What is found in HDF5 files before libhdf5 sees them.</summary>
public sealed class StructureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Mutants on which libhdf5 1.10.8 crashed, with what is wrong in each. They are read here, in this process.</summary>
    [Theory]
    [InlineData("malformed", "contiguous", 563, "a local heap of version 0 and 0 bytes")]
    [InlineData("malformed", "contiguous", 776, "chunks of shape () for shape (3) of 8-byte elements")]
    [InlineData("malformed", "gzip", 1976, "a local heap of version 0 and 0 bytes")]
    [InlineData("code", "gzip_three", 405, "21504 bytes of shape (7, 64, 12) in 0 bytes of the file")]
    [InlineData("code", "gzip_three", 805, "a local heap of 32 bytes in a file of 12")]
    [InlineData("code", "gzip_three", 2575, "a local heap of version 0 and 1844674407")]
    [InlineData("code", "gzip_three", 4119, "a free block at 32 of a heap of 35 bytes")]
    [InlineData("code", "gzip_three", 4304, "a name at 18374686479671623680 of a heap")]
    [InlineData("code", "fletcher", 1508, "chunks of shape (1, 64, 2060, 4) for shape (7, 64, 12) of 4-byte elements")]
    [InlineData("code", "fletcher", 3995, "a local heap of 32 bytes in a file of 28")]
    [InlineData("code", "big_endian", 553, "a name at 18446744069414584320 of a heap")]
    [InlineData("code", "big_endian", 4408, "a local heap of 32 bytes in a file of 23")]
    public void FilesOnWhichTheLibraryCrashedAreRefused(string folder, string file, int mutant, string found)
    {
        var original = File.ReadAllBytes(Golden.PathOf(folder, file + ".hdf5"));

        var error = Refused(HostileBytes.Of(original, new RandomStream(11, "mutants/" + file, mutant)));

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.StartsWith("address ", error.Place, StringComparison.Ordinal);
    }

    private EcgDataException Refused(byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("exams_part0.hdf5"), bytes);
        File.Copy(Golden.PathOf("code", "exams.csv"), _folder.File("exams.csv"), overwrite: true);
        return Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path));
    }
}
