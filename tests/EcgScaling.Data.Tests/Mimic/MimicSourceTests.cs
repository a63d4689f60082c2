using EcgScaling.Data.Mimic;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Mimic;

/// <summary>The published layout in small: headers, list and tables as they are, tracings synthetic.</summary>
public sealed class MimicSourceTests : IDisposable
{
    private const string List = "subject_id,study_id,file_name,ecg_time,path\n";
    private const string MeasurementHeader =
        "subject_id,study_id,cart_id,ecg_time,report_0,report_1,report_2,bandwidth,filtering,rr_interval,p_onset,p_end,qrs_onset,qrs_end,t_end,p_axis,qrs_axis,t_axis\n";
    private const string IcdHeader = "file_name,study_id,subject_id,all_diag_hosp,all_diag_all,gender,age,strat_fold\n";
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord[] _records;

    public MimicSourceTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 1000, Rate = new SampleRate(500) });
        _records = [.. Enumerable.Range(0, 3).Select(source.Load)];
        Write(10045929, 45106466, _records[0]);
        Write(10045929, 45106467, _records[1]);
        Write(10000032, 40689238, _records[2]);
        File.WriteAllText(_folder.File("record_list.csv"), List + Row(10000032, 40689238) + Row(10045929, 45106466) + Row(10045929, 45106467) + Row(10099999, 49999999));
        File.WriteAllText(
            _folder.File("machine_measurements.csv"),
            MeasurementHeader
            + "10045929,45106466,6848296,2182-09-22 12:04:00,Sinus rhythm,\"Axis, left\",,0.005-150 Hz,60 Hz notch,800,40,150,200,300,600,45,-30,60\n"
            + "10045929,45106467,6848296,2182-09-22 12:05:00,Atrial fibrillation,,,0.005-150 Hz,60 Hz notch,0,29999,29999,200,100,5200,29999,-361,360\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RecordsAreReadByTheirLeadNamesWhateverTheirOrder()
    {
        using var source = EcgSources.Open(_folder.Path);

        Assert.Equal(("MIMIC-IV-ECG", 3), (source.Name, source.Count));
        Assert.Equal("I,II,III,aVR,aVF,aVL,V1,V2,V3,V4,V5,V6", source.CommonShape!.Leads.ToString());
        Assert.Equal(["40689238", "45106466", "45106467"], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Id));
        Assert.Equal(["10000032", "10045929", "10045929"], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).PatientId));
        var record = source.Load(1);
        foreach (var lead in LeadSet.Twelve)
        {
            for (var sample = 0; sample < 1000; sample++)
            {
                // 5 microvolts a count.
                Assert.Equal(_records[0][lead][sample], record[lead][sample], 0.00251f);
            }
        }

        Assert.Contains(source.Warnings, warning => warning.StartsWith("1 of the 4 records", StringComparison.Ordinal));
        Assert.Contains(source.Warnings, warning => warning.Contains("no table of ICD", StringComparison.Ordinal));
    }

    [Fact]
    public void MeasurementsAreLabelsWithinTheirLimits()
    {
        using var source = MimicSource.Open(_folder.Path);

        Assert.Equal(MachineMeasurement.LabelNames, source.LabelNames);
        Assert.All(source.ExamAt(0).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.Equal([800, 160, 100, 400, (float)(400 / Math.Sqrt(0.8)), 45, -30, 60], source.ExamAt(1).Labels);
        // RR of 0 gives no QTc; 29999, 5200 ms and -361 degrees stand for nothing; an end before its start is no duration.
        Assert.Equal([0, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, 360], source.ExamAt(2).Labels);
        var measurement = MachineMeasurement.Read(_folder.File("machine_measurements.csv")).First();
        Assert.Equal(["Sinus rhythm", "Axis, left"], measurement.Report);
        using var plain = MimicSource.Open(_folder.Path, new MimicOptions { Measurements = false });
        Assert.Empty(plain.LabelNames);
        Assert.NotEqual(source.ContentHash, plain.ContentHash);
    }

    [Fact]
    public void DiagnosesAreLabelsWithTheirBroaderCodesAndGiveAgeSexAndFold()
    {
        WriteIcd();
        using var source = MimicSource.Open(_folder.Path, new MimicOptions { IcdLeastRecords = 1 });

        Assert.Equal(["I25", "I251", "I2510", "I48", "I489", "I4891", "W19"], source.LabelNames);
        Assert.Equal([1, 1, 1, 0, 0, 0, 1], source.ExamAt(0).Labels);
        Assert.Equal([0, 0, 0, 1, 1, 1, 0], source.ExamAt(1).Labels);
        // No diagnosis linked: not known, which is not healthy.
        Assert.All(source.ExamAt(2).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.Equal((61.5, Sex.Female, "18"), (source.ExamAt(0).Age, source.ExamAt(0).Sex, source.ExamAt(0).Fold));
        Assert.Equal((80.0, Sex.Male, "3"), (source.ExamAt(1).Age, source.ExamAt(1).Sex, source.ExamAt(1).Fold));
    }

    [Fact]
    public void CodesCanBeChosenCutAndCounted()
    {
        WriteIcd();
        using var chosen = MimicSource.Open(_folder.Path, new MimicOptions { Measurements = true, IcdCodes = ["I48.91", "E11"], IcdColumn = "all_diag_hosp" });
        using var cut = MimicSource.Open(_folder.Path, new MimicOptions { Measurements = false, IcdCharacters = 3, IcdAncestors = false, IcdLeastRecords = 1 });
        using var frequent = MimicSource.Open(_folder.Path);

        Assert.Equal([.. MachineMeasurement.LabelNames, "I4891", "E11"], chosen.LabelNames);
        Assert.Equal([1, 0], chosen.ExamAt(1).Labels[8..]);
        Assert.Equal(["I25", "I48", "W19"], cut.LabelNames);
        Assert.Empty(frequent.LabelNames);
    }

    [Fact]
    public void ARecordOfAnotherPatientThanTheListSaysIsQuarantined()
    {
        var path = _folder.File("files", "p1000", "p10000032", "s40689238", "40689238.hea");
        File.WriteAllText(path, File.ReadAllText(path).Replace("10000032", "10000033", StringComparison.Ordinal));
        using var source = MimicSource.Open(_folder.Path);

        Assert.Equal(2, source.Count);
        Assert.Contains("subject_id 10000033", Assert.Single(source.Quarantine.Exams).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void OpeningTellsItsProgressAndStops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => MimicSource.Open(_folder.Path, new MimicOptions { Records = new WfdbOptions { Cancellation = stop.Token } }));
    }

    [Theory]
    [InlineData("record_list.csv", "subject_id,study_id,path\n1,two,files/two\n", "'two'")]
    [InlineData("record_list.csv", "subject_id,path,study_id\n1,,45106466\n", "''")]
    [InlineData("record_list.csv", "subject_id,path,study_id\n1,../secret/45106466,45106466\n", "'../secret/45106466'")]
    [InlineData("record_list.csv", "subject_id,path,study_id\n1,/etc/45106466,45106466\n", "'/etc/45106466'")]
    [InlineData("record_list.csv", "subject_id,path,study_id\n1,files/45106467,45106466\n", "'files/45106467'")]
    [InlineData("record_list.csv", "path,study_id\nfiles/45106466,45106466\n", "no column 'subject_id' among path, study_id")]
    [InlineData("record_list.csv", "subject_id,path,study_id\n1,a/45106466,45106466\n1,b/45106466,45106466\n", "study 45106466 a second time")]
    [InlineData("record_list.csv", "", "an empty file")]
    [InlineData("machine_measurements.csv", "subject_id,study_id,rr_interval\n", "no column 'p_onset' among subject_id, study_id, rr_interval")]
    [InlineData("machine_measurements.csv", MeasurementHeader + "1,45106466,,,,,,,,fast,,,,,,,,\n", "'fast'")]
    [InlineData("records_w_diag_icd10.csv", "study_id,age\n", "no column 'all_diag_all' among study_id, age")]
    [InlineData("records_w_diag_icd10.csv", "study_id,all_diag_all,age\n45106466,[],old\n", "'old'")]
    public void EachDefectHasItsOutcome(string file, string text, string found)
    {
        // Both copies of a study that occurs twice must be there to be seen twice.
        foreach (var copy in (ReadOnlySpan<string>)["a", "b"])
        {
            Directory.CreateDirectory(_folder.File(copy));
            File.WriteAllText(_folder.File(copy, "45106466.hea"), "45106466 0 500 5000\n");
        }

        File.WriteAllText(_folder.File(file), text);

        var error = Assert.Throws<EcgDataException>(() => MimicSource.Open(_folder.Path, new MimicOptions { Measurements = true }));

        Assert.Equal(found, error.Found);
        Assert.EndsWith(file, error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void AListThatIsNotUtf8AndOptionsOutOfRangeAreRefused()
    {
        File.WriteAllBytes(_folder.File("record_list.csv"), [.. "subject_id,study_id,path\n"u8, 0xC3, 0x28, (byte)'\n']);
        Assert.Contains("not UTF-8", Assert.Throws<EcgDataException>(() => MimicSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<SpecException>(() => MimicSource.Open(_folder.Path, new MimicOptions { IcdCharacters = 2, IcdLeastRecords = 0 })).Problems.Count);
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => MimicSource.Open(_folder.File("none"))).Found);
    }

    [Fact]
    public void AnIcdTableThatIsAskedForMustBeThere() =>
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => MimicSource.Open(_folder.Path, new MimicOptions { IcdTable = "icd.csv" })).Found);

    private static string PathOf(long subject, long study) => FormattableString.Invariant($"files/p{subject / 10000}/p{subject}/s{study}/{study}");

    private static string Row(long subject, long study) => FormattableString.Invariant($"{subject},{study},{study},2182-09-22 12:04:00,{PathOf(subject, study)}\n");

    private void WriteIcd() => File.WriteAllText(
        _folder.File("records_w_diag_icd10.csv"),
        IcdHeader
        + "f,45106466,10045929,\"['I4891']\",\"['I4891', 'I48.91']\",M,80,3\n"
        + "f,45106467,10045929,[],[],M,80,3\n"
        + "f,40689238,10000032,[],\"['I2510', 'W19XXXA']\",F,61.5,18\n"
        + "f,12345678,10000001,[],\"['Z000']\",F,20,1\n");

    private void Write(long subject, long study, EcgRecord record) => new PublishedRecord
    {
        Name = study.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Line = "500 N 12:04:00 22/09/2182",
        Leads = ["I", "II", "III", "aVR", "aVF", "aVL", "V1", "V2", "V3", "V4", "V5", "V6"],
        Counts = 200,
        Gain = "200.0(0)/mV",
        Comments = [FormattableString.Invariant($"# <subject_id>: {subject}")],
    }.Write(Path.GetDirectoryName(_folder.File(PathOf(subject, study)))!, record);
}
