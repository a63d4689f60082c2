using System.Runtime.InteropServices;
using EcgScaling.Data.Code;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Code;

public sealed class CodeShardSourceTests : IDisposable
{
    private const int Samples = 64;
    private static readonly long[] RowIds = [41, 17, 99, 23, 5, 1000, 0];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("contiguous", 1)]
    [InlineData("chunked", 1)]
    [InlineData("gzip", 1)]
    [InlineData("gzip_shuffle", 1)]
    [InlineData("gzip_three", 1)]
    [InlineData("part_chunks", 1)]
    [InlineData("fletcher", 1)]
    [InlineData("double", 1)]
    [InlineData("double_contiguous", 1)]
    [InlineData("half", 1)]
    [InlineData("big_endian", 1)]
    [InlineData("int16", 64)]
    public void EveryLayoutAndTypeReadsAsH5pyWroteIt(string layout, double factor)
    {
        using var source = Open(layout);
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Golden.PathOf("code", "tracings.f32"))).ToArray();

        Assert.Equal(4, source.Count);
        for (var index = 0; index < source.Count; index++)
        {
            var row = Array.IndexOf(RowIds, long.Parse(source.ExamAt(index).Id, System.Globalization.CultureInfo.InvariantCulture));
            var record = source.Load(index);
            for (var lead = 0; lead < 12; lead++)
            {
                for (var sample = 0; sample < Samples; sample++)
                {
                    Assert.Equal(0.5 * factor * expected[(((row * Samples) + sample) * 12) + lead], record.Millivolts[(lead * Samples) + sample], 1e-6);
                }
            }
        }
    }

    [Fact]
    public void TablesAreJoinedOnTheExamIdAndColumnsFoundByName()
    {
        using var source = Open("contiguous");
        var exam = source.ExamAt(3);

        Assert.Equal(["41", "17", "99", "5"], Enumerable.Range(0, 4).Select(index => source.ExamAt(index).Id));
        Assert.Equal(["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"], source.LabelNames);
        Assert.Equal(("5", "7", 61.0, Sex.Male), (exam.Id, exam.PatientId, exam.Age, exam.Sex));
        Assert.Equal([0, 0, 1, 0, 1, 0], exam.Labels);
        Assert.Equal([0, 0, 0, 0, 0, 1], source.ExamAt(1).Labels);
        Assert.True(double.IsNaN(source.ExamAt(0).Age));
        Assert.Equal([1, float.NaN, 0, 0, 0, 0], source.ExamAt(0).Labels);
    }

    [Fact]
    public void ZeroPaddingIsRecognised()
    {
        using var source = Open("gzip_shuffle");

        Assert.Equal(new ValidRange(9, 50), source.Load(0).Valid);
        Assert.Equal(ValidRange.All(Samples), source.Load(1).Valid);
    }

    [Theory]
    [InlineData("contiguous")]
    [InlineData("gzip_shuffle")]
    [InlineData("part_chunks")]
    public void WhatCannotBeUsedIsQuarantinedWithItsReason(string layout)
    {
        using var source = Open(layout);

        Assert.Equal(
            ["1000 no row in exams.csv", "23 all-zero tracing", "41 duplicate exam_id in the table", "77 no tracing in the shards"],
            source.Quarantine.Exams.Select(exam => $"{exam.Id} {exam.Reason}").Order(StringComparer.Ordinal));
        Assert.Contains("exams_part3.hdf5", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void StrictStopsAtTheFirstBadExam()
    {
        Place("contiguous");

        var error = Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path, new CodeShardOptions { Strict = true }));

        Assert.Contains("exam 23", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip_shuffle")]
    [InlineData("gzip_three")]
    [InlineData("part_chunks")]
    public void ParallelReadsEqualSerialOnes(string layout)
    {
        using var source = Open(layout);
        var serial = Enumerable.Range(0, source.Count).Select(index => source.Load(index).Millivolts).ToArray();

        Parallel.For(0, 400, turn => Assert.Equal(serial[turn % serial.Length], source.Load(turn % serial.Length).Millivolts));
    }

    [Fact]
    public void TheHashFollowsTheData()
    {
        string first;
        using (var source = Open("contiguous"))
        {
            first = source.ContentHash;
        }

        using (var same = Open("contiguous"))
        {
            Assert.Equal(first, same.ContentHash);
        }

        File.AppendAllText(_folder.File("exams.csv"), "1000,33,True,33,False,False,False,False,False,False,13,,,True,exams_part0.hdf5\n");
        using var more = CodeShardSource.Open(_folder.Path);
        Assert.Equal(5, more.Count);
        Assert.NotEqual(first, more.ContentHash);
    }

    private CodeShardSource Open(string layout)
    {
        Place(layout);
        return CodeShardSource.Open(_folder.Path);
    }

    private void Place(string layout)
    {
        File.Copy(Golden.PathOf("code", layout + ".hdf5"), _folder.File("exams_part0.hdf5"), overwrite: true);
        File.Copy(Golden.PathOf("code", "exams.csv"), _folder.File("exams.csv"), overwrite: true);
    }
}
