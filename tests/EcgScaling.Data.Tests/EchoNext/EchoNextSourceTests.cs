using System.Runtime.InteropServices;
using EcgScaling.Data.EchoNext;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Tests.Npy;

namespace EcgScaling.Data.Tests.EchoNext;

/// <summary>The published layout in small. Tracings are synthetic, standardised as the publisher did, with the same fault in aVL and aVF.</summary>
public sealed class EchoNextSourceTests : IDisposable
{
    private const int Samples = 500;
    private const string Header = "ecg_key,patient_key,age_at_ecg,sex,location_setting,ventricular_rate,pr_interval,lvef_value,lvef_lte_45_flag,shd_moderate_or_greater_flag,most_recent_ecg,split\n";
    private const string Rows =
        "11,1,61,1,outpatient,70,160,55,0,0,True,train\n12,1,62,1,inpatient,81,,40,1,1,False,train\n13,2,90,0,emergency,60,150,,,0,True,val\n14,3,44,0,procedural,99,140,60,0,1,True,test\n15,4,30,0,outpatient,50,,,0,0,True,no_split\n";
    private static readonly double[] Means = [5.3913547, 4.08127771, -1.18338815, -4.72457889, 0.59169407, -0.59169407, -4.25676191, -1.44444217, -0.34211766, 3.35517074, 5.18700818, 5.53535442];
    private static readonly double[] Deviations = [31.1319959, 29.16014537, 30.41666735, 26.0615433, 15.20833367, 15.20833367, 38.35645889, 53.62205647, 58.92661479, 49.45070532, 43.92990916, 38.29998916];
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord[] _records;

    public EchoNextSourceTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 4, Samples = Samples, Rate = new SampleRate(250) });
        _records = [.. Enumerable.Range(0, 4).Select(source.Load)];
        File.WriteAllText(_folder.File("EchoNext_metadata_100k.csv"), Header + Rows);
        WriteWaveforms("train", [_records[0], _records[1]], faulty: true);
        WriteWaveforms("val", [_records[2]], faulty: true);
        WriteWaveforms("test", [_records[3]], faulty: true);
        WriteFeatures("test", [0.5f, 1, 2, 3, 4, 5, -1]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MillivoltsAreRestoredAndFalseLeadsComputedAnew()
    {
        using var source = EcgSources.Open(_folder.Path);

        Assert.IsType<EchoNextSource>(source);
        Assert.Equal(("EchoNext", 4, SignalUnit.Millivolts), (source.Name, source.Count, source.Unit));
        Assert.Equal(new TracingShape(LeadSet.Twelve, new SampleRate(250), Samples), source.CommonShape);
        for (var index = 0; index < 4; index++)
        {
            var record = source.Load(index);
            for (var place = 0; place < record.Millivolts.Length; place++)
            {
                Assert.Equal(_records[index].Millivolts[place], record.Millivolts[place], 1e-4f);
            }
        }

        Assert.Contains(source.Warnings, warning => warning.Contains("-III/2", StringComparison.Ordinal));
        Assert.Contains(source.Warnings, warning => warning.Contains("EchoNext_no_split_waveforms.npy is not here: 1 exams", StringComparison.Ordinal));
    }

    [Fact]
    public void FilesWithTrueLeadsKeepThem()
    {
        WriteWaveforms("train", [_records[0], _records[1]], faulty: false);
        WriteWaveforms("val", [_records[2]], faulty: false);
        WriteWaveforms("test", [_records[3]], faulty: false);
        using var source = EchoNextSource.Open(_folder.Path);

        Assert.DoesNotContain(source.Warnings, warning => warning.Contains("-III/2", StringComparison.Ordinal));
        Assert.Equal(_records[0][Lead.AVL][77], source.Load(0)[Lead.AVL][77], 1e-4f);
    }

    [Fact]
    public void AsPublishedValuesAreStandardDeviations()
    {
        using var source = EchoNextSource.Open(_folder.Path, new EchoNextOptions { Scale = EchoNextScale.Published });

        Assert.Equal(SignalUnit.StandardDeviations, source.Unit);
        Assert.Equal(((_records[0][Lead.I][5] / 0.00488) - Means[0]) / Deviations[0], source.Load(0)[Lead.I][5], 1e-4);
        Assert.Contains(source.Warnings, warning => warning.Contains("not millivolts", StringComparison.Ordinal));
    }

    [Fact]
    public void WhereTheStandardisationIsAnotherMillivoltsAreNotClaimed()
    {
        var random = new RandomStream(4, "echonext");
        var noise = Enumerable.Range(0, Samples * 12).Select(_ => (float)random.NextGaussian()).ToArray();
        File.WriteAllBytes(_folder.File("EchoNext_train_waveforms.npy"), NpyBytes.Of(NpyBytes.Dictionary("<f4", $"(2, 1, {Samples}, 12)"), NpyBytes.Floats([.. noise, .. noise])));
        using var source = EchoNextSource.Open(_folder.Path);

        Assert.Equal(SignalUnit.StandardDeviations, source.Unit);
        Assert.Contains(source.Warnings, warning => warning.Contains("could not be restored", StringComparison.Ordinal));
    }

    [Fact]
    public void MetadataGiveLabelsPeopleAndThePublishedDivision()
    {
        using var source = EchoNextSource.Open(_folder.Path, new EchoNextOptions { Measurements = true });
        var split = PatientSplit.OfFolds(source, ["train"], ["val"], ["test"]);

        Assert.Equal(["lvef_lte_45_flag", "shd_moderate_or_greater_flag", "ventricular_rate", "pr_interval", "lvef_value"], source.LabelNames);
        Assert.Equal([1, 1, 81, float.NaN, 40], source.ExamAt(1).Labels);
        Assert.Equal([float.NaN, 0, 60, 150, float.NaN], source.ExamAt(2).Labels);
        Assert.Equal(("12", "1", 62.0, Sex.Male, "inpatient", "train"), (source.ExamAt(1).Id, source.ExamAt(1).PatientId, source.ExamAt(1).Age, source.ExamAt(1).Sex, source.ExamAt(1).Site, source.ExamAt(1).Fold));
        Assert.Equal(Sex.Female, source.ExamAt(2).Sex);
        Assert.Equal([0, 1], split.Training);
        Assert.Equal([2], split.Validation);
        Assert.Equal([3], split.Test);
        Assert.Equal([0.5f, 1, 2, 3, 4, 5, -1], source.TabularFeatures(3)!);
        Assert.Null(source.TabularFeatures(0));
    }

    [Theory]
    [InlineData("EchoNext_metadata_100k.csv", "ecg_key,split\n", "no column 'patient_key' among ecg_key, split")]
    [InlineData("EchoNext_metadata_100k.csv", "ecg_key,patient_key,age_at_ecg,sex,split\n", "no column that ends in _flag")]
    [InlineData("EchoNext_metadata_100k.csv", Header + "11,1,61,1,o,70,160,55,0,0,True,training\n", "'training'")]
    [InlineData("EchoNext_metadata_100k.csv", Header + "11,1,61,1,o,70,160,55,2,0,True,train\n", "2")]
    [InlineData("EchoNext_metadata_100k.csv", Header + "11,1,old,1,o,70,160,55,0,0,True,train\n", "'old'")]
    [InlineData("EchoNext_metadata_100k.csv", Header + ",1,61,1,o,70,160,55,0,0,True,train\n", "no ecg_key")]
    [InlineData("EchoNext_metadata_100k.csv", Header + "11,1,61,1,o,70,160,55,0,0,True,train\n11,1,61,1,o,70,160,55,0,0,True,train\n", "duplicate ecg_key")]
    [InlineData("EchoNext_metadata_100k.csv", Header + "11,1,61,1,o,70,160,55,0,0,True,train\n", "2 records for 1 rows of the part train")]
    [InlineData("EchoNext_metadata_100k.csv", "", "an empty file")]
    [InlineData("EchoNext_train_waveforms.npy", "", "an empty file")]
    [InlineData("EchoNext_train_waveforms.npy", "PK zipped", "no NPY signature")]
    public void EachDefectHasItsOutcome(string file, string text, string found)
    {
        File.WriteAllText(_folder.File(file), text);

        Assert.Equal(found, Assert.Throws<EcgDataException>(() => EchoNextSource.Open(_folder.Path, new EchoNextOptions { Strict = true })).Found);
    }

    [Theory]
    [InlineData("12", "duplicate ecg_key", "12")]
    [InlineData("", "no ecg_key", "line 4")]
    public void ARowWithoutAKeyOfItsOwnLeavesTheOthersAtTheirWaveforms(string key, string reason, string id)
    {
        WriteWaveforms("train", [_records[0], _records[1], _records[2], _records[3]], faulty: true);
        File.WriteAllText(_folder.File("EchoNext_metadata_100k.csv"), Header + Rows.Replace("13,2,90", $"{key},1,61,1,o,70,160,55,0,0,True,train\n16,1,61,1,o,70,160,55,0,0,True,train\n13,2,90", StringComparison.Ordinal));
        using var source = EchoNextSource.Open(_folder.Path);

        Assert.Equal(["11", "12", "16", "13", "14"], Enumerable.Range(0, source.Count).Select(index => source.ExamAt(index).Id));
        Assert.Equal(_records[3][Lead.V2][9], source.Load(2)[Lead.V2][9], 1e-4f);
        Assert.Equal((id, reason), (Assert.Single(source.Quarantine.Exams).Id, source.Quarantine.Exams[0].Reason));
    }

    [Theory]
    [InlineData("flat tracing", 0)]
    [InlineData("tracing without numbers", float.NaN)]
    public void AWaveformWithoutAHeartbeatIsLeftOut(string reason, float value)
    {
        Array.Fill(_records[1].Millivolts, value);
        WriteWaveforms("train", [_records[0], _records[1]], faulty: true);
        using var source = EcgSources.Open(_folder.Path);

        Assert.Equal(["11", "13", "14"], Enumerable.Range(0, source.Count).Select(index => source.ExamAt(index).Id));
        Assert.Equal(("12", reason, "row 1"), (Assert.Single(source.Quarantine.Exams).Id, source.Quarantine.Exams[0].Reason, source.Quarantine.Exams[0].Detail));
        Assert.Equal(reason, Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true)).Found);
        using var unseen = EchoNextSource.Open(_folder.Path, new EchoNextOptions { FindEmptyTracings = false, Strict = true });
        Assert.Equal(4, unseen.Count);
    }

    [Theory]
    [InlineData("(2, 500, 13)")]
    [InlineData("(2, 2, 500, 12)")]
    [InlineData("(2, 12, 500)")]
    [InlineData("(2, 1, 400, 12)")]
    [InlineData("(2, 1, 0, 12)")]
    [InlineData("(2, 6000)")]
    public void WaveformsOfAnotherShapeAreRefused(string shape)
    {
        var values = shape.Trim('(', ')').Split(',').Select(int.Parse).Aggregate(4, (product, size) => product * size);
        File.WriteAllBytes(_folder.File("EchoNext_val_waveforms.npy"), NpyBytes.Of(NpyBytes.Dictionary("<f4", shape), new byte[values]));

        Assert.Equal(shape, Assert.Throws<EcgDataException>(() => EchoNextSource.Open(_folder.Path)).Found);
    }

    [Fact]
    public void WithoutWaveformsItSaysWhatIsMissing()
    {
        foreach (var path in Directory.GetFiles(_folder.Path, "*.npy"))
        {
            File.Delete(path);
        }

        Assert.Contains("waveforms.npy", Assert.Throws<EcgDataException>(() => EchoNextSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
    }

    private void WriteWaveforms(string part, EcgRecord[] records, bool faulty)
    {
        var values = new double[records.Length * Samples * 12];
        for (var place = 0; place < records.Length; place++)
        {
            for (var sample = 0; sample < Samples; sample++)
            {
                for (var lead = 0; lead < 12; lead++)
                {
                    var third = records[place][Lead.III][sample];
                    var millivolts = faulty && (lead is 4 or 5) ? (lead == 4 ? -third / 2 : third / 2) : records[place].Millivolts[(lead * Samples) + sample];
                    values[(((place * Samples) + sample) * 12) + lead] = ((millivolts / 0.00488) - Means[lead]) / Deviations[lead];
                }
            }
        }

        File.WriteAllBytes(_folder.File($"EchoNext_{part}_waveforms.npy"), NpyBytes.Of(NpyBytes.Dictionary("<f8", $"({records.Length}, 1, {Samples}, 12)"), MemoryMarshal.AsBytes<double>(values)));
    }

    private void WriteFeatures(string part, float[] features) =>
        File.WriteAllBytes(_folder.File($"EchoNext_{part}_tabular_features.npy"), NpyBytes.Of(NpyBytes.Dictionary("<f4", "(1, 7)"), NpyBytes.Floats(features)));
}
