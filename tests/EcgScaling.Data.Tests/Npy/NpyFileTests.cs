using System.Buffers.Binary;
using EcgScaling.Data.Npy;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Npy;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("float16")]
    [InlineData("float32")]
    [InlineData("float64")]
    [InlineData("int8")]
    [InlineData("int16")]
    [InlineData("int32")]
    [InlineData("int64")]
    [InlineData("uint8")]
    [InlineData("uint16")]
    [InlineData("uint32")]
    [InlineData("uint64")]
    [InlineData("bool")]
    [InlineData("big_float32")]
    [InlineData("big_float64")]
    [InlineData("big_int16")]
    [InlineData("version_2")]
    [InlineData("version_3")]
    [InlineData("fortran_column")]
    public void EveryElementAndVersionReadsAsNumPyWroteIt(string name)
    {
        using var file = NpyFile.Open(Golden.PathOf("npy", name + ".npy"));
        var expected = File.ReadAllBytes(Golden.PathOf("npy", name + ".f32"));

        var all = file.ReadAll();

        Assert.Equal(expected.Length / 4, all.Length);
        for (var place = 0; place < all.Length; place++)
        {
            Assert.Equal(BinaryPrimitives.ReadSingleLittleEndian(expected.AsSpan(4 * place)), all[place]);
        }

        var row = new float[file.Header.RowLength];
        file.ReadRows(file.Rows - 1, 1, row);
        Assert.Equal(all[^row.Length..], row);
    }

    [Theory]
    [InlineData("()", 1, 1)]
    [InlineData("(3,)", 3, 3)]
    [InlineData("(3L, 1L)", 3, 3)]
    [InlineData("(0, 4)", 0, 0)]
    [InlineData("(4, 0)", 4, 0)]
    [InlineData("( 1 , 3 )", 1, 3)]
    public void ShapesOfAllRanksAreRead(string shape, int rows, int values)
    {
        Write(NpyBytes.Of(NpyBytes.Dictionary("<f4", shape), NpyBytes.Floats([1, 2, 3]).AsSpan(0, 4 * values)));
        using var file = NpyFile.Open(_folder.File("a.npy"));

        Assert.Equal((rows, values), (file.Rows, file.ReadAll().Length));
    }

    [Theory]
    [InlineData("<f4", "(2, 3)", 23, "(2, 3) of <f4 in a file with 23 bytes of values")]
    [InlineData("<f4", "(2, 3)", 0, "(2, 3) of <f4 in a file with 0 bytes of values")]
    [InlineData("<f4", "(2, 3)", 25, "1 bytes after the last value")]
    [InlineData("<f4", "(2, 3)", 48, "24 bytes after the last value")]
    [InlineData("<f8", "(2, 3)", 24, "(2, 3) of <f8 in a file with 24 bytes of values")]
    [InlineData("<f4", "(1000000000000, 3)", 24, "(1000000000000, 3) of <f4 in a file with 24 bytes of values")]
    [InlineData("<f4", "(9223372036854775807, 9223372036854775807, 9223372036854775807)", 24, "(9223372036854775807, 9223372036854775807, 9223372036854775807) of <f4 in")]
    [InlineData("<f4", "(4611686018427387904, 4)", 24, "(4611686018427387904, 4) of <f4 in a file")]
    [InlineData("<f4", "(99999999999999999999,)", 24, "the size '99999999999999999999'")]
    [InlineData("<f4", "(-2, 3)", 24, "'-2, 3), }")]
    [InlineData("<f4", "(2.5, 3)", 24, "'.5, 3), }")]
    [InlineData("<f4", "(two, 3)", 24, "the size 'two'")]
    [InlineData("<f4", "[2, 3]", 24, "'[2, 3], }")]
    [InlineData("<f4", "(2, 3", 24, "'}")]
    [InlineData("<f4", "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,6)", 24, "33 dimensions")]
    [InlineData("|O", "(6,)", 24, "'|O' (Python objects")]
    [InlineData("<c8", "(3,)", 24, "'<c8'")]
    [InlineData("<U3", "(2,)", 24, "'<U3'")]
    [InlineData("|S4", "(6,)", 24, "'|S4'")]
    [InlineData("<M8[ns]", "(3,)", 24, "'<M8[ns]'")]
    [InlineData("<f3", "(8,)", 24, "'<f3'")]
    [InlineData("<f16", "(1,)", 16, "'<f16'")]
    [InlineData("f4", "(6,)", 24, "'f4'")]
    [InlineData("<f999999999999", "(6,)", 24, "'<f999999999999'")]
    [InlineData("", "(6,)", 24, "''")]
    [InlineData("|f4", "(6,)", 24, "'|f4'")]
    public void EachBadTypeOrShapeHasItsOutcome(string descr, string shape, int bytes, string found) =>
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary(descr, shape), new byte[bytes]), found);

    [Theory]
    [InlineData("", "the end of the header")]
    [InlineData("{}", "no descr")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "no shape")]
    [InlineData("{'descr': '<f4', 'shape': (6,)}", "no fortran_order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'more': 1}", "the key 'more'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (6,)}", "the key 'descr'")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (6,)}", "'Maybe'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (6,)} extra", "'extra")]
    [InlineData("{'descr': '<f4, 'fortran_order': False, 'shape': (6,)}", "'fortran_order': False, '...'")]
    [InlineData("{'descr: }", "a text without end")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,)}", "'[('a', '<f4')]' (records of several fields)")]
    [InlineData("{'descr': [[[[", "a list without end")]
    [InlineData("__import__('os').system('true')", "'__import__('os').system(")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}", "True")]
    public void EachBadDictionaryHasItsOutcome(string dictionary, string found) => AssertRefused(NpyBytes.Of(dictionary, new byte[24]), found);

    [Fact]
    public void EachBadFrameHasItsOutcome()
    {
        var good = NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24]);
        AssertRefused([], "an empty file");
        AssertRefused(good[..9], "no NPY signature");
        AssertRefused([.. "PK\u0003\u0004"u8, .. good[4..]], "no NPY signature");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], major: 4), "format version 4.0");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], major: 0), "format version 0.0");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], minor: 7), "format version 1.7");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], declaredLength: 60000), "a header of 60000 bytes in a file of");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], major: 2, declaredLength: 1 << 30), "a header of 1073741824 bytes");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], major: 2, declaredLength: -1), "a header of 4294967295 bytes");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], declaredLength: 0), "the end of the header");
        AssertRefused(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(6,)"), new byte[24], major: 2)[..11], "the end of the file");
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => NpyFile.Open(_folder.File("none.npy"))).Found);
    }

    [Fact]
    public void RowsOutsideAreAnArgumentError()
    {
        Write(NpyBytes.Of(NpyBytes.Dictionary("<f4", "(2, 3)"), new byte[24]));
        using var file = NpyFile.Open(_folder.File("a.npy"));

        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadRows(1, 2, new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadRows(-1, 1, new float[6]));
    }

    [Fact]
    public void AFileThatShrinksWhileOpenIsAnErrorOfItsRow()
    {
        var bytes = NpyBytes.Of(NpyBytes.Dictionary("<f4", "(2, 3)"), new byte[24]);
        Write(bytes);
        using var file = NpyFile.Open(_folder.File("a.npy"));
        using (var stream = new FileStream(_folder.File("a.npy"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(bytes.Length - 8);
        }

        Assert.Equal("the end of the file", Assert.Throws<EcgDataException>(() => file.ReadRows(1, 1, new float[3])).Found);
    }

    [Fact]
    public void TwentyThousandMutantsAreReadOrRefused()
    {
        var original = NpyBytes.Of(NpyBytes.Dictionary("<i2", "(3, 2, 4)"), new byte[48]);
        var tried = 0;
        var (read, refused) = MutantCheck.Run(20_000, ByteMutant.Any, mutant =>
        {
            var bytes = mutant.Apply(original);
            var header = NpyHeader.Parse("m.npy", bytes, bytes.Length);
            Assert.Equal(bytes.Length, header.DataOffset + (header.Length * header.Element.Size));
            // One in ten as a file, with its values.
            if (tried++ % 10 == 0)
            {
                Write(bytes);
                using var file = NpyFile.Open(_folder.File("a.npy"));
                file.ReadAll();
            }

            return true;
        });

        Assert.True(read > 300 && refused > 1000, $"{read} read, {refused} refused");
    }

    private void AssertRefused(byte[] bytes, string found)
    {
        Write(bytes);
        var error = Assert.Throws<EcgDataException>(() => NpyFile.Open(_folder.File("a.npy")).Dispose());

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    private void Write(byte[] bytes) => File.WriteAllBytes(_folder.File("a.npy"), bytes);
}
