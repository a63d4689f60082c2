using System.Text;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Wfdb;

public sealed class WfdbMalformedTests : IDisposable
{
    private const string Good = "r 2 500 100\nr.dat 16 1000(0)/mV 16 0 0 0 0 I\nr.dat 16 1000(0)/mV 16 0 0 0 0 II\n# Age: 5\n";
    private readonly TemporaryFolder _folder = new();

    public WfdbMalformedTests() => File.WriteAllBytes(_folder.File("r.dat"), new byte[400]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "no record line")]
    [InlineData("# only a comment", "no record line")]
    [InlineData("r", "'r'")]
    [InlineData("r two 500 100", "'r two 500 100'")]
    [InlineData("r 2 500 100", "0 signal lines")]
    [InlineData("r 3 500 100\nr.dat 16\nr.dat 16", "2 signal lines")]
    [InlineData("r 99999999 500 100", "'99999999'")]
    [InlineData("r 99999999999999999999 500 100", "'99999999999999999999'")]
    [InlineData("r 1 0 100\nr.dat 16", "the rate '0'")]
    [InlineData("r 1 NaN 100\nr.dat 16", "the rate 'NaN'")]
    [InlineData("r 1 -500 100\nr.dat 16", "the rate '-500'")]
    [InlineData("r 1 1e99 100\nr.dat 16", "the rate '1e99'")]
    [InlineData("r 1 500 100\nr.dat", "'r.dat'")]
    [InlineData("r 1 500 100\nr.dat sixteen", "'r.dat sixteen'")]
    [InlineData("r 1 500 100\nr.dat 17", "format 17")]
    [InlineData("r 1 500 100\nr.dat 516", "format 516 (FLAC)")]
    [InlineData("r 1 500 100\nr.dat 16 NaN/mV", "the gain 'NaN'")]
    [InlineData("r 1 500 100\nr.dat 16 1e400/mV", "the gain '1e400'")]
    [InlineData("r 1 500 100\nr.dat 16x0 1000/mV", "'0'")]
    [InlineData("r 1 500 100\nr.dat 16 1000(99999999999)/mV", "'99999999999'")]
    [InlineData("r 1 500 100\nmissing.dat 16 1000/mV", "no such file")]
    [InlineData("r 1 500 100\n../r.dat 16 1000/mV", "'../r.dat'")]
    [InlineData("r 1 500 100\n/etc/passwd 16 1000/mV", "'/etc/passwd'")]
    [InlineData("r 1 500 201\nr.dat 16 1000/mV", "400 bytes of samples")]
    [InlineData("r 1 500 999999999999\nr.dat 16 1000/mV", "999999999999 frames")]
    [InlineData("r 1 500 100\nr.dat 16+350 1000/mV", "50 bytes of samples")]
    [InlineData("r 1 500 100\nr.dat 16+99999 1000/mV", "0 bytes of samples")]
    [InlineData("r 2 500 50\nr.dat 16 1000/mV\nr.dat 212 1000/mV", "different formats")]
    [InlineData("r 1 500 100\n~ 0 1000/mV", "no signal with a file")]
    [InlineData("r/2 1 500 100\na 50", "1 segment lines")]
    [InlineData("r/1 1 500 100\nr 50", "segments inside segments")]
    [InlineData("r/2 1 500 100\n../a 50\nb 50", "'../a'")]
    [InlineData("r/2 1 500 100\na fifty\nb 50", "'a fifty'")]
    [InlineData("r/2 1 500 100\n~ 50\n~ 50", "no segment with signals")]
    [InlineData("r/2 1 500 100\n~ 99999999999999\n~ 50", "frames in all")]
    [InlineData("r/1 1 500 100\nmissing 100", "no such file")]
    public void EachKindHasItsOutcome(string header, string found)
    {
        File.WriteAllText(_folder.File("r.hea"), header);

        var error = Assert.Throws<EcgDataException>(() => WfdbRecord.Read(_folder.File("r.hea")));

        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Fact]
    public void AWrongChecksumIsRefusedUnlessTold()
    {
        File.WriteAllText(_folder.File("r.hea"), Good.Replace("0 0 0 I\n", "0 7 0 I\n", StringComparison.Ordinal));
        using var strict = WfdbSource.Open(_folder.Path);
        using var lenient = WfdbSource.Open(_folder.Path, new WfdbOptions { VerifyChecksums = false });

        Assert.Contains("checksum 7", Assert.Throws<EcgDataException>(() => strict.Load(0)).Message, StringComparison.Ordinal);
        Assert.Equal(200, lenient.Load(0).Millivolts.Length);
        Assert.Equal([false, true], strict.ReadRecord(0).Checksums);
    }

    [Fact]
    public void AGainOfZeroMeansUncalibratedTwoHundred()
    {
        var header = WfdbHeaderReader.Parse("r.hea", "r 1 500 100\nr.dat 16 0/mV 16 0 0 0 0 I");

        Assert.Equal((200, false), (header.Signals[0].Gain, header.Signals[0].IsCalibrated));
    }

    [Theory]
    [InlineData("E00009.mat 12 500 5000 05-May-2020 14:50:55\nE00009.mat 16+24 4880/mV 16 0 -58 32720 0 I", "E00009.mat", "05-May-2020 14:50:55")]
    [InlineData("45106466 12 500 5000 12:04:00 22/09/2182\n45106466.dat 16 200.0(0)/mV 16 0 4 14670 0 I", "45106466", "12:04:00 22/09/2182")]
    public void HeaderVariantsOfTheFieldAreRead(string text, string name, string time)
    {
        var header = WfdbHeaderReader.Parse("x.hea", text.Replace(" 12 ", " 1 ", StringComparison.Ordinal));

        Assert.Equal((name, time, 5000L), (header.RecordName, header.BaseTime, header.Frames));
        Assert.Equal("I", header.Signals[0].Description);
    }

    [Fact]
    public void BadRecordsAreQuarantinedAndStrictStops()
    {
        File.WriteAllText(_folder.File("r.hea"), Good);
        File.WriteAllText(_folder.File("bad.hea"), "bad 1 500 100\nmissing.dat 16");
        using var source = WfdbSource.Open(_folder.Path);

        Assert.Equal(1, source.Count);
        Assert.Equal("bad", Assert.Single(source.Quarantine.Exams).Id);
        Assert.Throws<EcgDataException>(() => WfdbSource.Open(_folder.Path, new WfdbOptions { Strict = true }));
    }

    [Fact]
    public void WhatTheWriterWritesTheReaderReads()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 500 });
        var record = synthetic.Load(2);
        record.Millivolts[77] = float.NaN;
        using var folder = new TemporaryFolder();
        WfdbWriter.Write(record, folder.Path, "exam_3", synthetic.LabelNames);
        using var back = WfdbSource.Open(folder.Path);
        var read = back.Load(0);

        Assert.Equal(record.Shape, read.Shape);
        Assert.Equal((record.Exam.Age, record.Exam.Sex), (read.Exam.Age, read.Exam.Sex));
        for (var place = 0; place < record.Millivolts.Length; place++)
        {
            Assert.Equal(record.Millivolts[place], read.Millivolts[place], 0.00051f);
        }
    }

    [Fact]
    public void TwentyThousandMutantsOfAHeaderAreReadOrRefused()
    {
        var original = Encoding.Latin1.GetBytes(Good);
        var (_, refused) = MutantCheck.Run(20_000, ByteMutant.Any, mutant =>
        {
            var header = WfdbHeaderReader.Parse(_folder.File("m.hea"), Encoding.Latin1.GetString(mutant.Apply(original)));
            WfdbReader.CheckFiles(header);
            if (header.Frames is null or < 1000)
            {
                WfdbReader.Read(header, depth: 0);
            }

            return true;
        });

        Assert.InRange(refused, 1000, 19_999);
    }

    [Fact]
    public void TwentyThousandMutantsOfAnnotationsAreReadOrRefused()
    {
        byte[] original = [0x12, 0x70, 3, 0xFC, (byte)'(', (byte)'N', 0, 0, 0x64, 0x04, 0, 0xEC, 1, 0, 0x10, 0x27, 0x50, 0x04, 1, 0xF4, 2, 0xF8, 0x30, 0x14, 0, 0];
        MutantCheck.Run(20_000, ByteMutant.Any, mutant => WfdbAnnotationReader.Parse("m.atr", mutant.Apply(original)).Count >= 0);

        Assert.Equal(4, WfdbAnnotationReader.Parse("m.atr", original).Count);
    }
}
