using EcgScaling.Data.InMemory;
using EcgScaling.Data.Loading;

namespace EcgScaling.Data.Tests.InMemory;

public sealed class MemoryEcgSourceTests
{
    private static readonly LeadSet Leads = new(Lead.I, Lead.II);
    private static readonly SampleRate Rate = new(250);

    [Fact]
    public void AnArrayIsASourceADataSetAndABatch()
    {
        var array = new float[3, 2, 4];
        for (var exam = 0; exam < 3; exam++)
        {
            for (var sample = 1; sample < 4; sample++)
            {
                (array[exam, 0, sample], array[exam, 1, sample]) = ((10 * exam) + sample, -sample);
            }
        }

        using var source = MemoryEcgSource.Of(array, Leads, Rate, new float[,] { { 1, 61.5f }, { 0, float.NaN }, { float.NaN, 20 } }, ["AF", "age"]);
        using var dataset = SourceDataset.Of(source);
        var record = source.Load(1);

        Assert.Equal(new TracingShape(Leads, Rate, 4), source.CommonShape);
        Assert.Equal([0, 11, 12, 13, 0, -1, -2, -3], record.Millivolts);
        Assert.Equal(new ValidRange(1, 3), record.Valid);
        Assert.Equal([0, float.NaN], record.Exam.Labels);
        Assert.Equal(["0", "1", "2"], Enumerable.Range(0, 3).Select(dataset.ExamId));
        var loader = new BatchLoader(dataset, [2, 0], new BatchLoaderOptions { BatchSize = 2, Labels = ["age"], Shuffle = false, StopStep = 1 });
        foreach (var batch in loader.Batches(CancellationToken.None))
        {
            using (batch)
            {
                Assert.Equal([20, 61.5f], batch.Labels.ToArray());
            }
        }
    }

    [Fact]
    public void ASpanIsCopiedAndExamsSayWhoTheyAre()
    {
        float[] values = [1, 2, 3, 4, 5, 6, 7, 8];
        using var source = MemoryEcgSource.Of(
            values.AsSpan(), new TracingShape(Leads, Rate, 2), exams: [new Exam { Id = "a", PatientId = "p", Age = 40, Sex = Sex.Male }, new Exam { Id = "b", PatientId = "p" }], name: "mine");
        var hash = source.ContentHash;
        values[0] = 99;

        Assert.Equal(("mine", 2, "p", 40.0), (source.Name, source.Count, source.ExamAt(1).PatientId, source.ExamAt(0).Age));
        Assert.Equal([1, 2, 3, 4], source.Load(0).Millivolts);
        Assert.Equal(hash, source.ContentHash);
        using var other = MemoryEcgSource.Of(values.AsSpan(), source.CommonShape!, exams: [source.ExamAt(0), source.ExamAt(1)], name: "mine");
        Assert.NotEqual(hash, other.ContentHash);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.ExamAt(2));
    }

    [Fact]
    public void RecordsOfDifferentShapesHaveNoCommonOne()
    {
        using var source = new MemoryEcgSource([Record("a", 10), Record("b", 12)]);

        Assert.Null(source.CommonShape);
        Assert.Equal(12, source.ShapeOf(1).Samples);
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsRefusedWithBothNumbers()
    {
        var shape = new TracingShape(Leads, Rate, 2);

        Assert.Contains("7 values", Assert.Throws<ArgumentException>(() => MemoryEcgSource.Of(new float[7], shape)).Message, StringComparison.Ordinal);
        Assert.Contains("3 label values for 2 exams", Assert.Throws<ArgumentException>(() => MemoryEcgSource.Of(new float[8], shape, new float[3], ["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("1 exams for 2 tracings", Assert.Throws<ArgumentException>(() => MemoryEcgSource.Of(new float[8], shape, exams: [new Exam { Id = "a", PatientId = "a" }])).Message, StringComparison.Ordinal);
        Assert.Contains("3 leads", Assert.Throws<ArgumentException>(() => MemoryEcgSource.Of(new float[1, 3, 2], Leads, Rate)).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new MemoryEcgSource([Record("a", 10), Record("a", 10)])).Message, StringComparison.Ordinal);
        Assert.Contains("0 labels", Assert.Throws<ArgumentException>(() => new MemoryEcgSource([Record("a", 10)], ["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("outside", Assert.Throws<ArgumentException>(() => new MemoryEcgSource([Record("a", 10) with { Valid = new ValidRange(5, 6) }])).Message, StringComparison.Ordinal);
        Assert.Contains("19 values", Assert.Throws<ArgumentException>(() => new MemoryEcgSource([Record("a", 10) with { Millivolts = new float[19] }])).Message, StringComparison.Ordinal);
    }

    private static EcgRecord Record(string id, int samples) => new()
    {
        Exam = new Exam { Id = id, PatientId = id },
        Shape = new TracingShape(Leads, Rate, samples),
        Millivolts = new float[2 * samples],
        Valid = ValidRange.All(samples),
    };
}
