using EcgScaling.Data.Cinc;
using EcgScaling.Data.Wfdb;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Wfdb;

public sealed class SharedRecordsTests
{
    [SharedDataFact("cinc2021")]
    public void CincReadsWithItsChecksums()
    {
        using var source = EcgSources.Open(SharedData.PathOf("cinc2021"));
        var ids = Enumerable.Range(0, source.Count).Select(index => source.ExamAt(index).Id).ToList();

        Assert.Equal(48, source.Count);
        Assert.Empty(source.Quarantine.Exams);
        Assert.Equal(CincClasses.Names, source.LabelNames);
        for (var index = 0; index < source.Count; index++)
        {
            Assert.Equal(source.CommonShape!.Length, source.Load(index).Millivolts.Length);
        }

        // First samples of E07500 as published, 1 microvolt a count.
        var first = source.Load(ids.IndexOf("E07500"));
        Assert.Equal(
            [-68, -58, 9, 63, -39, -24, 156, 97, -146, -68, -48, -156],
            LeadSet.Twelve.Select(lead => (int)MathF.Round(first[lead][0] * 1000)));
        var exam = source.ExamAt(ids.IndexOf("JS20000"));
        Assert.Equal((84, Sex.Female, "Ningbo"), (exam.Age, exam.Sex, exam.Site));
        Assert.Equal(["NSIVCB", "PAC", "STach"], source.LabelNames.Where((_, label) => exam.Labels[label] == 1));
    }

    [SharedDataTheory("wfdb")]
    [InlineData("100", 2, 650000)]
    [InlineData("100-no-len", 2, 650000)]
    [InlineData("100_3chan", 3, -1)]
    [InlineData("100skew", 2, 650000)]
    [InlineData("1003", -1, -1)]
    [InlineData("310derive", 2, 1026)]
    [InlineData("310derive_2", -1, -1)]
    [InlineData("310derive_3", -1, -1)]
    [InlineData("311derive", -1, -1)]
    [InlineData("311derive_2", -1, -1)]
    [InlineData("311derive_3", -1, -1)]
    [InlineData("311derive_4", -1, -1)]
    [InlineData("binformats", 10, 499)]
    [InlineData("p10143", 2, 450000)]
    [InlineData("s0010_re", 15, 38400)]
    [InlineData("test01_00s", 4, 4000)]
    [InlineData("test01_00s_frame", 3, 4000)]
    [InlineData("test01_00s_skew", -1, -1)]
    [InlineData("test01_00s_skewframe", 3, 4000)]
    [InlineData("v102s", 4, 75000)]
    [InlineData("a103l", 3, 82500)]
    [InlineData("03700181", 3, 75000)]
    public void EveryFormatGivesTheChecksumsAndFirstSamplesOfItsHeader(string name, int signals, int frames)
    {
        var path = SharedData.PathOf("wfdb", name + ".hea");
        if (!HasSignals(path))
        {
            return;
        }

        var record = WfdbRecord.Read(path);

        Assert.True(signals < 0 || record.Signals.Count == signals);
        Assert.True(frames < 0 || record.Frames == frames);
        for (var signal = 0; signal < record.Signals.Count; signal++)
        {
            Assert.NotEqual(false, record.Checksums[signal]);
            Assert.Equal(record.Frames * record.Signals[signal].SamplesPerFrame, record.Values[signal].Length);
            // The edited headers of the "frame" variants kept the first value of a channel that they cut out.
            if (!name.EndsWith("frame", StringComparison.Ordinal) && record.Signals[signal] is { InitialValue: { } first, Skew: 0 } description && !float.IsNaN(record.Values[signal][0]))
            {
                Assert.Equal((first - description.Baseline) / description.Gain, record.Values[signal][0], 1e-3 + Math.Abs(first / description.Gain * 1e-6));
            }
        }
    }

    [SharedDataFact("wfdb")]
    public void AFlacRecordSaysThatItIsNotSupported()
    {
        var error = Assert.Throws<EcgDataException>(() => WfdbRecord.Read(SharedData.PathOf("wfdb", "flacformats.hea")));

        Assert.Contains("FLAC", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("wfdb")]
    public void MitBihAnnotationsAreRead()
    {
        var beats = WfdbAnnotationReader.Read(SharedData.PathOf("wfdb", "100.atr"));

        // Record 100 has 2,274 annotations: the rhythm at the start, 2,239 normal beats, 33 atrial and 1 ventricular premature beats.
        Assert.Equal(2274, beats.Count);
        Assert.Equal(("+", "(N", 18L), (beats[0].Symbol, beats[0].Text, beats[0].Sample));
        Assert.Equal((2239, 33, 1), (beats.Count(beat => beat.Symbol == "N"), beats.Count(beat => beat.Symbol == "A"), beats.Count(beat => beat.Symbol == "V")));
        Assert.Equal(649991, beats[^1].Sample);
    }

    [SharedDataFact("wfdb")]
    public void SkewShiftsASignal()
    {
        var plain = WfdbRecord.Read(SharedData.PathOf("wfdb", "100.hea"));
        var skewed = WfdbRecord.Read(SharedData.PathOf("wfdb", "100skew.hea"));

        Assert.Equal(plain.Values[0], skewed.Values[0]);
        Assert.Equal(plain.Values[1][3..1000], skewed.Values[1][..997]);
        Assert.True(float.IsNaN(skewed.Values[1][^1]));
    }

    private static bool HasSignals(string path) =>
        WfdbHeaderReader.Read(path).Signals.All(signal => File.Exists(Path.Combine(Path.GetDirectoryName(path)!, signal.FileName)));
}
