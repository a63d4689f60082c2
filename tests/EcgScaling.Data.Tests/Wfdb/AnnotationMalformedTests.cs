using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Wfdb;

/// <summary>Annotation files that are wrong in one way each. A word is six bits of code above ten bits of interval or length, little-endian.</summary>
public sealed class AnnotationMalformedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("00C8", "annotation code 50")]
    [InlineData("00CC", "annotation code 51")]
    [InlineData("00D0", "annotation code 52")]
    [InlineData("00D4", "annotation code 53")]
    [InlineData("00D8", "annotation code 54")]
    [InlineData("00DC", "annotation code 55")]
    [InlineData("00E0", "annotation code 56")]
    [InlineData("00E4", "annotation code 57")]
    [InlineData("00E8", "annotation code 58")]
    [InlineData("127000C8", "annotation code 50")]
    [InlineData("1270FFEB", "annotation code 58")]
    [InlineData("00EC", "the end of the file")]
    [InlineData("00EC01", "the end of the file")]
    [InlineData("00EC0100", "the end of the file")]
    [InlineData("00EC010010", "the end of the file")]
    [InlineData("127000EC0100", "the end of the file")]
    [InlineData("01FC", "the end of the file")]
    [InlineData("05FC284E", "the end of the file")]
    [InlineData("127005FC284E464958", "")]
    [InlineData("127006FC284E464958", "the end of the file")]
    [InlineData("FFFF", "the end of the file")]
    [InlineData("FFFFFFFFFFFF", "the end of the file")]
    [InlineData("1270FFFF28", "the end of the file")]
    [InlineData("89504E470D0A1A0A", "")]
    [InlineData("25504446", "")]
    public void EachKindHasItsOutcome(string hex, string found)
    {
        var file = _folder.File("r.atr");
        File.WriteAllBytes(file, Convert.FromHexString(hex));
        if (found.Length == 0)
        {
            // Bytes of other files can be valid words; nothing tells them from annotations.
            Assert.NotEmpty(WfdbAnnotationReader.Read(file));
            return;
        }

        var error = Assert.Throws<EcgDataException>(() => WfdbAnnotationReader.Read(file));

        Assert.Equal((file, found), (error.Path, error.Found));
        Assert.StartsWith("byte ", error.Place, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Fact]
    public void FilesThatAreMissingOrFarTooLargeAreNotRead()
    {
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => WfdbAnnotationReader.Read(_folder.File("none.atr"))).Found);
        using (var large = File.Create(_folder.File("large.atr")))
        {
            large.SetLength(600L << 20);
        }

        Assert.Equal("629145600 bytes", Assert.Throws<EcgDataException>(() => WfdbAnnotationReader.Read(_folder.File("large.atr"))).Found);
    }
}
