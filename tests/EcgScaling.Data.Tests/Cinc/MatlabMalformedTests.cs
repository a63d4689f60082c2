using System.Buffers.Binary;
using EcgScaling.Data.Cinc;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Cinc;

/// <summary>Records with signals in MATLAB version 4 files that are wrong in one way each; the good one has 24 bytes of MATLAB's header and 50 frames of 2 signals.</summary>
public sealed class MatlabMalformedTests : IDisposable
{
    private const string Good = "A1 2 500 50 05-May-2020 14:50:55\nA1.mat 16+24 1000/mV 16 0 0 0 0 I\nA1.mat 16+24 1000/mV 16 0 0 0 0 II\n#Age: 74\n#Sex: Male\n#Dx: 59118001\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheGoodOneIsRead() => Assert.Equal(100, Open(Good, 224).Load(0).Millivolts.Length);

    [Theory]
    [InlineData("A1.mat 16", "B1.mat 16", 224, "no such file")]
    [InlineData("A1.mat 16", "../A1.mat 16", 224, "'../A1.mat'")]
    [InlineData("A1.mat 16", "/etc/passwd 16", 224, "'/etc/passwd'")]
    [InlineData("", "", 223, "199 bytes of samples")]
    [InlineData("", "", 124, "100 bytes of samples")]
    [InlineData("", "", 24, "0 bytes of samples")]
    [InlineData("", "", 3, "0 bytes of samples")]
    [InlineData("", "", 0, "0 bytes of samples")]
    [InlineData("+24", "+25", 224, "199 bytes of samples")]
    [InlineData("+24", "+9999", 224, "0 bytes of samples")]
    [InlineData("+24", "+99999999999", 224, "'99999999999'")]
    [InlineData("+24", "+-24", 224, "'A1.mat 16+-24 1000/mV 16 0 0 0 0 I'")]
    [InlineData("16+24", "17+24", 224, "format 17")]
    [InlineData("16+24", "516+24", 224, "format 516 (FLAC)")]
    [InlineData("16+24", "32+24", 224, "200 bytes of samples")]
    [InlineData("16+24", "16x0+24", 224, "'0'")]
    [InlineData("16+24", "16x9+24", 224, "200 bytes of samples")]
    [InlineData(" 50 ", " 51 ", 224, "200 bytes of samples")]
    [InlineData(" 50 ", " 999999999999 ", 224, "200 bytes of samples")]
    [InlineData(" 50 ", " fifty ", 224, "'A1 2 500 fifty 05-May-2020 14:50:55'")]
    [InlineData(" 2 500", " 3 500", 224, "2 signal lines")]
    [InlineData(" 2 500", " 2 0", 224, "the rate '0'")]
    [InlineData(" 2 500", " 2 NaN", 224, "the rate 'NaN'")]
    [InlineData("1000/mV", "NaN/mV", 224, "the gain 'NaN'")]
    [InlineData("1000/mV", "1e400/mV", 224, "the gain '1e400'")]
    [InlineData("1000/mV", "1000/mmHg", 224, "no ECG signal (I, II)")]
    public void EachKindHasItsOutcome(string from, string to, int bytes, string found)
    {
        var error = Assert.Throws<EcgDataException>(() => Open(from.Length > 0 ? Good.Replace(from, to, StringComparison.Ordinal) : Good, bytes).Dispose());

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Theory]
    [InlineData(0, 0, "a matrix of double (type 0)")]
    [InlineData(0, 10, "a matrix of single (type 10)")]
    [InlineData(0, 20, "a matrix of int32 (type 20)")]
    [InlineData(0, 40, "a matrix of uint16 (type 40)")]
    [InlineData(0, 1030, "the type 1030")]
    [InlineData(0, 31, "the type 31")]
    [InlineData(0, -1, "the type -1")]
    [InlineData(1, 50, "a matrix of 50 rows")]
    [InlineData(1, 1, "a matrix of 1 rows")]
    [InlineData(1, -2, "a matrix of -2 rows")]
    [InlineData(2, 2, "a matrix of 2 columns")]
    [InlineData(2, 49, "a matrix of 49 columns")]
    [InlineData(2, int.MinValue, "a matrix of -2147483648 columns")]
    [InlineData(3, 1, "a matrix with an imaginary part (1)")]
    [InlineData(4, 5, "a name of 5 bytes")]
    [InlineData(4, int.MaxValue, "a name of 2147483647 bytes")]
    [InlineData(-1, 0, "a MATLAB 5 file")]
    [InlineData(-2, 0, "a MATLAB 7.3 file")]
    public void AMatrixThatIsNotTheHeadersIsRefused(int field, int value, string found)
    {
        var bytes = Matrix(224);
        if (field < 0)
        {
            (field == -1 ? "MATLAB 5.0 MAT-file"u8 : [0x89, .. "HDF\r\n"u8]).CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * field), value);
        }

        var error = Assert.Throws<EcgDataException>(() => Open(Good, bytes));

        Assert.Equal(found, error.Found);
        Assert.EndsWith("A1.mat", error.Path, StringComparison.Ordinal);
        // Read on its own, without a folder being opened, too.
        Assert.Equal(found, Assert.Throws<EcgDataException>(() => WfdbRecord.Read(_folder.File("A1.hea"))).Found);
    }

    [Fact]
    public void SamplesThatAreNotThoseOfTheHeaderHaveAnotherChecksum()
    {
        using var source = Open(Good.Replace("16 0 0 0 0 I\n", "16 0 0 77 0 I\n", StringComparison.Ordinal), 224);

        Assert.Contains("checksum 77", Assert.Throws<EcgDataException>(() => source.Load(0)).Message, StringComparison.Ordinal);
    }

    // Type 30 (int16), 2 rows, 50 columns, no imaginary part, 4 bytes of name.
    private static byte[] Matrix(int bytes)
    {
        byte[] start = [30, 0, 0, 0, 2, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, .. "val\0"u8];
        var matrix = new byte[bytes];
        start.AsSpan(0, Math.Min(start.Length, bytes)).CopyTo(matrix);
        return matrix;
    }

    private WfdbSource Open(string header, int bytes) => Open(header, Matrix(bytes));

    private WfdbSource Open(string header, byte[] matrix)
    {
        File.WriteAllText(_folder.File("A1.hea"), header);
        File.WriteAllBytes(_folder.File("A1.mat"), matrix);
        return CincSource.Open(_folder.Path, new WfdbOptions { Strict = true });
    }
}
