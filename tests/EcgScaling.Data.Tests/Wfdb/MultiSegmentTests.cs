using System.Buffers.Binary;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Wfdb;

/// <summary>Records in segments, with skew and with several samples a frame: what comes out, sample by sample.</summary>
public sealed class MultiSegmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SegmentsOfAFixedLayoutFollowOneAnother()
    {
        Segment("s_1", ["I", "II"], [[1, 2, 3], [10, 20, 30]]);
        Segment("s_2", ["I", "II"], [[4, 5], [40, 50]]);
        Write("s", "s/3 2 500 7\ns_1 3\n~ 2\ns_2 2\n");
        using var source = OpenWhole("s");
        var record = source.Load(0);

        Assert.Equal(7, source.CommonShape!.Samples);
        Assert.Equal([1, 2, 3, float.NaN, float.NaN, 4, 5], Counts(record, Lead.I));
        Assert.Equal([10, 20, 30, float.NaN, float.NaN, 40, 50], Counts(record, Lead.II));
    }

    [Fact]
    public void SegmentsOfAVariableLayoutGoByTheNamesOfTheirSignals()
    {
        // The layout: what there may be, with a length of 0.
        Write("v_0", "v_0 3 500 0\n~ 0 1000/mV 16 0 0 0 0 I\n~ 0 1000/mV 16 0 0 0 0 II\n~ 0 1000/mV 16 0 0 0 0 V1\n");
        Segment("v_1", ["II", "I"], [[10, 20], [1, 2]]);
        Segment("v_2", ["V1"], [[100, 200, 300]]);
        Write("v", "v/3 3 500 5\nv_0 0\nv_1 2\nv_2 3\n");
        using var source = OpenWhole("v");
        var record = source.Load(0);

        Assert.Equal("I,II,V1", record.Shape.Leads.ToString());
        Assert.Equal([1, 2, float.NaN, float.NaN, float.NaN], Counts(record, Lead.I));
        Assert.Equal([10, 20, float.NaN, float.NaN, float.NaN], Counts(record, Lead.II));
        Assert.Equal([float.NaN, float.NaN, 100, 200, 300], Counts(record, Lead.V1));
    }

    [Fact]
    public void GainsOfASegmentAreItsOwn()
    {
        Segment("g_1", ["I"], [[100, 200]]);
        Segment("g_2", ["I"], [[100, 200]], gain: "200(50)/mV");
        Write("g", "g/2 1 500 4\ng_1 2\ng_2 2\n");

        var record = WfdbRecord.Read(_folder.File("g.hea"));

        Assert.Equal([0.1f, 0.2f, 0.25f, 0.75f], record.Values[0]);
        Assert.Equal([true], record.Checksums);
    }

    [Theory]
    [InlineData(3, 7, true)]
    [InlineData(3, 8, false)]
    [InlineData(4, 7, false)]
    public void ChecksumsOfSegmentsCountForTheWhole(int first, int second, bool right)
    {
        File.WriteAllBytes(_folder.File("c_1.dat"), Bytes(1, 2));
        Write("c_1", $"c_1 1 500 2\nc_1.dat 16 1000/mV 16 0 1 {first} 0 I\n");
        File.WriteAllBytes(_folder.File("c_2.dat"), Bytes(3, 4));
        Write("c_2", $"c_2 1 500 2\nc_2.dat 16 1000/mV 16 0 3 {second} 0 I\n");
        Write("c", "c/3 1 500 6\nc_1 2\n~ 2\nc_2 2\n");

        Assert.Equal([right], WfdbRecord.Read(_folder.File("c.hea")).Checksums);
        using var source = OpenWhole("c");
        if (right)
        {
            Assert.Equal([1, 2, float.NaN, float.NaN, 3, 4], Counts(source.Load(0), Lead.I));
        }
        else
        {
            Assert.Contains("checksum", Assert.Throws<EcgDataException>(() => source.Load(0)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ADamagedSegmentIsNamed()
    {
        Segment("d_1", ["I"], [[1, 2]]);
        Segment("d_2", ["I"], [[3, 4]]);
        Write("d", "d/2 1 500 4\nd_1 2\nd_2 2\n");
        File.WriteAllBytes(_folder.File("d_2.dat"), [1, 2]);

        Assert.EndsWith("d_2.dat", Assert.Throws<EcgDataException>(() => WfdbRecord.Read(_folder.File("d.hea"))).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void SkewShiftsASignalBackIntoLine()
    {
        // Frames of (I, II); II lags two frames behind.
        File.WriteAllBytes(_folder.File("k.dat"), Bytes(1, 0, 2, 0, 3, 10, 4, 20, 5, 30, 6, 40));
        Write("k", "k 2 500 4\nk.dat 16 1000/mV 16 0 1 10 0 I\nk.dat 16:2 1000/mV 16 0 10 100 0 II\n");

        var record = WfdbRecord.Read(_folder.File("k.hea"));

        Assert.Equal([1, 2, 3, 4], record.Values[0].Select(value => MathF.Round(value * 1000)));
        Assert.Equal([10, 20, 30, 40], record.Values[1].Select(value => MathF.Round(value * 1000)));
    }

    [Fact]
    public void SignalsOfSeveralRatesKeepTheirOwn()
    {
        // A frame: three samples of I, one of RESP, three of II.
        File.WriteAllBytes(_folder.File("m.dat"), Bytes(1, 2, 3, 70, 11, 12, 13, 4, 5, 6, 80, 14, 15, 16));
        Write("m", "m 3 100 2\nm.dat 16x3 1000/mV 16 0 1 21 0 I\nm.dat 16 10/% 16 0 70 150 0 RESP\nm.dat 16x3 1000/mV 16 0 11 81 0 II\n");
        var whole = WfdbRecord.Read(_folder.File("m.hea"));
        using var source = WfdbSource.Open(_folder.Path);
        var record = source.Load(0);

        Assert.Equal([7, 8], whole.Values[1]);
        Assert.Equal([true, true, true], whole.Checksums);
        // As an ECG: the leads, at their own rate.
        Assert.Equal((new LeadSet(Lead.I, Lead.II), 300.0, 6), (record.Shape.Leads, record.Shape.Rate.Hertz, record.Shape.Samples));
        Assert.Equal([1, 2, 3, 4, 5, 6], Counts(record, Lead.I));
        Assert.Equal([11, 12, 13, 14, 15, 16], Counts(record, Lead.II));
    }

    [Fact]
    public void SegmentsOfSeveralSamplesAFrameAreJoinedByFrames()
    {
        File.WriteAllBytes(_folder.File("f_1.dat"), Bytes(1, 2, 3, 4));
        Write("f_1", "f_1 1 100 2\nf_1.dat 16x2 1000/mV 16 0 1 10 0 I\n");
        File.WriteAllBytes(_folder.File("f_2.dat"), Bytes(5, 6));
        Write("f_2", "f_2 1 100 1\nf_2.dat 16x2 1000/mV 16 0 5 11 0 I\n");
        Write("f", "f/2 1 100 3\nf_1 2\nf_2 1\n");

        Assert.Equal([1, 2, 3, 4, 5, 6], WfdbRecord.Read(_folder.File("f.hea")).Values[0].Select(value => MathF.Round(value * 1000)));
    }

    private static byte[] Bytes(params short[] counts)
    {
        var bytes = new byte[2 * counts.Length];
        for (var place = 0; place < counts.Length; place++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * place), counts[place]);
        }

        return bytes;
    }

    private static IEnumerable<float> Counts(EcgRecord record, Lead lead) => record[lead].ToArray().Select(value => MathF.Round(value * 1000));

    private void Write(string name, string header) => File.WriteAllText(_folder.File(name + ".hea"), header);

    private void Segment(string name, string[] leads, short[][] counts, string gain = "1000/mV")
    {
        var samples = counts[0].Length;
        File.WriteAllBytes(_folder.File(name + ".dat"), Bytes([.. Enumerable.Range(0, samples).SelectMany(sample => counts.Select(row => row[sample]))]));
        var lines = leads.Select((lead, place) => FormattableString.Invariant($"{name}.dat 16 {gain} 16 0 {counts[place][0]} {counts[place].Sum(count => count)} 0 {lead}\n"));
        Write(name, FormattableString.Invariant($"{name} {leads.Length} 500 {samples}\n") + string.Concat(lines));
    }

    // Only the whole record: its segments are put out of the source's sight by their own folder's rule of names.
    private WfdbSource OpenWhole(string name)
    {
        var source = WfdbSource.Open(_folder.Path);
        var ids = Enumerable.Range(0, source.Count).Select(index => source.ExamAt(index).Id);
        Assert.Equal([name], ids);
        return source;
    }
}
