using System.Globalization;
using System.Text;
using EcgScaling.Data.Cinc;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Wfdb;

/// <summary>Mutants of whole records, headers and signals together. 20,000 for each format; ECGSCALING_MUTANTS says another number.</summary>
public sealed class WfdbMutantTests : IDisposable
{
    private static readonly int Mutants = int.Parse(Environment.GetEnvironmentVariable("ECGSCALING_MUTANTS") ?? "20000", CultureInfo.InvariantCulture);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(61)]
    [InlineData(80)]
    [InlineData(160)]
    [InlineData(212)]
    [InlineData(310)]
    [InlineData(311)]
    public void RecordsOfEachFormatAreReadOrRefused(int format)
    {
        var header = Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"r 2 500 50\nr.dat {format} 1000(0)/mV 12 0 0 0 0 I\nr.dat {format} 1000(0)/mV 12 0 0 0 0 II\n# Age: 5\n"));

        Mutate("r.dat", header, Noise((int)WfdbFormat.BytesFor(format, 100)), () => WfdbSource.Open(_folder.Path, new WfdbOptions { VerifyChecksums = false }));
    }

    [Fact]
    public void MatlabRecordsAreReadOrRefused()
    {
        var header = Encoding.Latin1.GetBytes(
            "A1 2 500 50 05-May-2020 14:50:55\nA1.mat 16+24 1000/mV 16 0 28 -1716 0 I\nA1.mat 16+24 1000/mV 16 0 7 2029 0 II\n#Age: 74\n#Sex: Male\n#Dx: 59118001\n#Rx: Unknown\n");
        // MATLAB version 4: type 30 (int16), rows, columns, no imaginary part, 4 bytes of name "val".
        byte[] start = [30, 0, 0, 0, 2, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, .. "val\0"u8];

        Mutate("A1.mat", header, [.. start, .. Noise(200)], () => CincSource.Open(_folder.Path, new WfdbOptions { VerifyChecksums = false }));
    }

    private static byte[] Noise(int length)
    {
        var random = new RandomStream(5, "signal");
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextInt32(256))];
    }

    private void Mutate(string signalFile, byte[] header, byte[] signal, Func<WfdbSource> open)
    {
        var headerFile = _folder.File(Path.ChangeExtension(signalFile, ".hea"));
        var quarantined = 0;
        var (read, refused) = MutantCheck.Run(Mutants, ByteMutant.Several(70, 50), files =>
        {
            File.WriteAllBytes(headerFile, files[0].Apply(header));
            File.WriteAllBytes(_folder.File(signalFile), files[1].Apply(signal));
            using var source = open();
            quarantined += source.Quarantine.Exams.Count;
            if (source.Count != 1 || source.ShapeOf(0).Samples >= 100_000)
            {
                return false;
            }

            Assert.Equal(source.ShapeOf(0).Length, source.Load(0).Millivolts.Length);
            return true;
        });
        refused += quarantined;
        Assert.True(read > Mutants / 20 && refused > Mutants / 20, $"{read} read, {refused} refused");
    }
}
