using EcgScaling.Data.InMemory;
using EcgScaling.Data.Labels;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Wfdb;

public sealed class WfdbFolderWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnySourceReadsBackWithItsPatientsAndLabels()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 44, Samples = 200, Site = SyntheticSite.Hospital });
        WfdbFolderWriter.Write(source, _folder.Path, workers: 3);
        using var back = WfdbSource.Open(_folder.Path).WithLabels(LabelTable.Read(_folder.File("labels.csv"), "exam_id"));

        Assert.Equal(44, back.Count);
        Assert.Equal(source.LabelNames, back.LabelNames);
        Assert.Empty(back.Warnings);
        Assert.Equal(Enumerable.Range(0, 44).Select(index => source.ExamAt(index).Id), File.ReadAllLines(_folder.File("RECORDS")));
        for (var index = 0; index < 44; index++)
        {
            var (expected, actual) = (source.Load(index), back.Load(index));
            Assert.Equal((expected.Exam.Id, expected.Exam.PatientId, expected.Exam.Age, expected.Exam.Sex), (actual.Exam.Id, actual.Exam.PatientId, actual.Exam.Age, actual.Exam.Sex));
            Assert.Equal(expected.Exam.Labels, actual.Exam.Labels);
            for (var place = 0; place < expected.Millivolts.Length; place++)
            {
                Assert.Equal(expected.Millivolts[place], actual.Millivolts[place], 0.00051f);
            }
        }

        // Patients with several exams stay patients.
        Assert.True(Enumerable.Range(0, 44).Select(index => back.ExamAt(index).PatientId).Distinct().Count() < 44);
    }

    [Fact]
    public void IdsThatAreNoRecordNamesGetOneEach()
    {
        string[] ids = ["00000/00001_hr", "00000_00001_hr", "a b", "A_B", "\u00e9"];
        var records = ids.Select(id => new EcgRecord
        {
            Exam = new Exam { Id = id, PatientId = "p\nq" },
            Shape = new TracingShape(LeadSet.Parse("I,II"), new SampleRate(100), 4),
            Millivolts = [1, 2, 3, 4, 5, 6, 7, float.NaN],
            Valid = ValidRange.All(4),
        }).ToArray();
        using var source = new MemoryEcgSource(records, []);
        WfdbFolderWriter.Write(source, _folder.Path);
        using var back = WfdbSource.Open(_folder.Path);

        Assert.Equal(["00000_00001_hr", "00000_00001_hr_1", "a_b", "A_B_3", "_"], File.ReadAllLines(_folder.File("RECORDS")));
        Assert.Equal(5, back.Count);
        Assert.All(Enumerable.Range(0, 5), index => Assert.Equal(("p q", 7f), (back.ExamAt(index).PatientId, back.Load(index).Millivolts[6])));
    }

    [Fact]
    public void WhatIsNotMillivoltsIsRefusedAndCancellingStops()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 4, Samples = 200 });
        using var standardised = new PreparedSource(source, EcgPipeline.Parse("znorm(lead)"));

        Assert.Throws<ArgumentException>(() => WfdbFolderWriter.Write(standardised, _folder.Path));
        Assert.Throws<OperationCanceledException>(() => WfdbFolderWriter.Write(source, _folder.Path, cancellation: new CancellationToken(canceled: true)));
        Assert.False(File.Exists(_folder.File("RECORDS")));
    }
}
