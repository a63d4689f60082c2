using System.Globalization;
using System.Text;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Sph;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Tests.Npy;
using EcgScaling.Data.Wfdb;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests;

/// <summary>Of a hundred records one is bad: 99 load, the report names the other, and strict stops there.</summary>
public sealed class OnePercentBadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OfShards()
    {
        WriteShards(zero: 41);

        RequireOneLeftOut(CodeShardSource.Open(_folder.Path), "all-zero tracing");
        Assert.Contains("all-zero", Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void OfWfdbRecords()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        for (var index = 0; index < 100; index++)
        {
            WfdbWriter.Write(synthetic.Load(index), _folder.Path, string.Create(CultureInfo.InvariantCulture, $"r{index}"), synthetic.LabelNames);
        }

        Cut("r17.dat");

        RequireTheSwitchOf("wfdb", "r17.dat");
        Assert.StartsWith("100 bytes of samples", Assert.Throws<EcgDataException>(() => WfdbSource.Open(_folder.Path, new WfdbOptions { Strict = true })).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSphFiles()
    {
        var table = new StringWriter();
        table.WriteLine("ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date");
        for (var index = 0; index < 100; index++)
        {
            File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File(string.Create(CultureInfo.InvariantCulture, $"A{index:D5}.h5")));
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A{index:D5},22;23,S{index:D5},55,M,16,2020-03-04"));
        }

        File.WriteAllText(_folder.File("metadata.csv"), table.ToString());
        using (var cut = new FileStream(_folder.File("A00033.h5"), FileMode.Open))
        {
            cut.SetLength(cut.Length - 100);
        }

        RequireOneLeftOut(SphSource.Open(_folder.Path), "unreadable signal file");
        Assert.EndsWith("A00033.h5", Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void OfLudb()
    {
        File.WriteAllText(_folder.File("ludb.csv"), "ID,Sex,Age\n");
        WriteRecords(name => new PublishedRecord { Name = name, Comments = ["#<age>: 51", "#<sex>: F", "#<diagnoses>:", "#Rhythm: Sinus rhythm."] }, number => $"data/{number}");
        Cut("data/18.dat");

        RequireTheSwitchOf("ludb", "18.dat");
    }

    [Fact]
    public void OfPtbXl()
    {
        var table = new StringBuilder("ecg_id,patient_id,age,sex,site,strat_fold,scp_codes\n");
        for (var number = 1; number <= 100; number++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number},{number / 2}.0,56,1,2,{1 + (number % 10)},\"{{'NORM': 100.0, 'SR': 0.0}}\"\n");
        }

        File.WriteAllText(_folder.File("ptbxl_database.csv"), table.ToString());
        File.WriteAllText(_folder.File("scp_statements.csv"), ",description,diagnostic,form,rhythm,diagnostic_class,diagnostic_subclass\nNORM,normal ECG,1.0,,,NORM,NORM\nSR,sinus rhythm,,,1.0,,\n");
        WriteRecords(name => new PublishedRecord { Name = name }, number => $"records500/00000/{number:D5}_hr");
        Cut("records500/00000/00018_hr.dat");

        RequireTheSwitchOf("ptbxl", "00018_hr.dat");
    }

    [Fact]
    public void OfCinc()
    {
        WriteRecords(name => new PublishedRecord { Name = name, Matlab = true, Comments = ["# Age: 74", "# Sex: Male", "# Dx: 426783006"] }, number => $"training/georgia/g1/E{number:D5}");
        Cut("training/georgia/g1/E00018.mat");

        RequireTheSwitchOf("cinc", "E00018.mat");
    }

    [Fact]
    public void OfMimic()
    {
        var table = new StringBuilder("subject_id,study_id,file_name,ecg_time,path\n");
        for (var number = 1; number <= 100; number++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{10000000 + number},{40000000 + number},{40000000 + number},2182-09-22 12:04:00,files/p1000/p{10000000 + number}/s{40000000 + number}/{40000000 + number}\n");
        }

        File.WriteAllText(_folder.File("record_list.csv"), table.ToString());
        WriteRecords(
            name => new PublishedRecord { Name = name, Leads = ["I", "II", "III", "aVR", "aVF", "aVL", "V1", "V2", "V3", "V4", "V5", "V6"], Counts = 200, Gain = "200.0(0)/mV" },
            number => $"files/p1000/p{10000000 + number}/s{40000000 + number}/{40000000 + number}");
        Cut("files/p1000/p10000018/s40000018/40000018.dat");

        RequireTheSwitchOf("mimic", "40000018.dat");
    }

    [Fact]
    public void OfFullCode()
    {
        Directory.CreateDirectory(_folder.File("wfdb"));
        File.WriteAllLines(_folder.File("wfdb", "RECORDS.txt"), Enumerable.Range(1, 100).Select(number => $"a/TNMG{number}_N1"));
        File.WriteAllLines(_folder.File("annotations.csv"), ["id_exam,id_patient,sex,age,1dAVb,RBBB,LBBB,SB,AF,ST", .. Enumerable.Range(1, 100).Select(number => $"{number},{number},F,61,0,1,0,0,1,0")]);
        WriteRecords(name => new PublishedRecord { Name = name, Line = "400 N" }, number => $"wfdb/a/TNMG{number}_N1");
        Cut("wfdb/a/TNMG18_N1.dat");

        RequireTheSwitchOf("code-full", "TNMG18_N1.dat");
    }

    [Fact]
    public void OfCodeTest()
    {
        WriteTracings("ecg_tracings.hdf5");
        Directory.CreateDirectory(_folder.File("annotations"));
        File.WriteAllText(_folder.File("annotations", "gold_standard.csv"), "1dAVb,RBBB,LBBB,SB,AF,ST\n" + string.Concat(Enumerable.Repeat("0,0,1,0,0,0\n", 100)));

        RequireOneZeroLeftOut("code-test", "41");
    }

    [Fact]
    public void OfSamiTrop()
    {
        WriteTracings("exams.hdf5");
        File.WriteAllText(
            _folder.File("exams.csv"), "exam_id,age,is_male,normal_ecg,death,timey\n" + string.Concat(Enumerable.Range(0, 100).Select(row => FormattableString.Invariant($"{1000 + row},60,True,False,False,2.1\n"))));

        RequireOneZeroLeftOut("samitrop", "1041");
    }

    [Fact]
    public void OfEchoNext()
    {
        var (values, table) = (new float[100 * 32 * 12], new StringBuilder("ecg_key,patient_key,age_at_ecg,sex,shd_flag,split\n"));
        var random = new RandomStream(9, "echonext");
        for (var record = 0; record < 100; record++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{500 + record},{record},61,1,0,train\n");
            for (var place = 0; place < 32 * 12; place++)
            {
                values[(record * 32 * 12) + place] = record == 41 ? 0.25f : (float)random.NextGaussian();
            }
        }

        File.WriteAllText(_folder.File("EchoNext_metadata_100k.csv"), table.ToString());
        File.WriteAllBytes(_folder.File("EchoNext_train_waveforms.npy"), NpyBytes.Of(NpyBytes.Dictionary("<f4", "(100, 1, 32, 12)"), NpyBytes.Floats(values)));

        RequireOneLeftOut(EcgSources.Open(_folder.Path), "flat tracing");
        Assert.Equal("flat tracing", Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true)).Found);
    }

    [Fact]
    public void OfStandardisedPtbXl()
    {
        File.Copy(Golden.PathOf("ptbxl_z", "ptbxl_z_100.h5"), _folder.File("ptbxl_z_100.h5"));
        File.WriteAllText(
            _folder.File("labels_cinc27.csv"), "ecg_id,filename,fold,AF,NSR\n" + string.Concat(Enumerable.Range(1, 100).Select(id => FormattableString.Invariant($"{id},r{id},1,0,1\n"))));

        RequireOneZeroLeftOut("ptbxl-z", "42");
    }

    [Fact]
    public void OfAPreparedStore()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        // Damage that shows only when the record is read.
        using var source = new CountingSource(synthetic, index => index == 17);

        using var store = PreparedStore.Build(source, "crop(16)", _folder.File("store"));

        Assert.Equal((99, synthetic.ExamAt(17).Id), (store.Count, Assert.Single(store.Quarantine.Exams).Id));
        Assert.Throws<EcgDataException>(() => PreparedStore.Build(source, "crop(16)", _folder.File("strict"), new PreparedStoreOptions { Strict = true }));
    }

    private void WriteShards(int zero)
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        using var source = new CountingSource(synthetic, _ => false, zero);
        CodeShardWriter.Write(source, _folder.Path, new CodeShardWriterOptions { Layout = ShardLayout.Gzip });
    }

    // As the CODE group publishes them, the forty-second all zero.
    private void WriteTracings(string file)
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        EcgRecord[] records = [.. Enumerable.Range(0, 100).Select(synthetic.Load)];
        Array.Clear(records[41].Millivolts);
        TracingFile.Write(_folder.File(file), records, LeadSet.Twelve);
    }

    private void RequireOneZeroLeftOut(string format, string id)
    {
        using (var source = EcgSources.Open(_folder.Path, format))
        {
            Assert.Equal(id, Assert.Single(source.Quarantine.Exams).Id);
        }

        RequireOneLeftOut(EcgSources.Open(_folder.Path), "all-zero tracing");
        Assert.Equal("all-zero tracing", Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true)).Found);
    }

    private void WriteRecords(Func<string, PublishedRecord> published, Func<int, FormattableString> place)
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        for (var index = 0; index < 100; index++)
        {
            var path = _folder.File(FormattableString.Invariant(place(index + 1)));
            published(Path.GetFileName(path)).Write(Path.GetDirectoryName(path)!, synthetic.Load(index));
        }
    }

    private void Cut(string file)
    {
        using var cut = new FileStream(_folder.File(file), FileMode.Open);
        cut.SetLength(100);
    }

    // The data set is recognised by what is there, and the switch reaches its source.
    private void RequireTheSwitchOf(string format, string file)
    {
        RequireOneLeftOut(EcgSources.Open(_folder.Path), "unusable record");
        RequireOneLeftOut(EcgSources.Open(_folder.Path, format), "unusable record");
        var error = Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path, strict: true));
        Assert.Contains("bytes of samples", error.Found, StringComparison.Ordinal);
        Assert.EndsWith(file, error.Path, StringComparison.Ordinal);
    }

    private static void RequireOneLeftOut(IEcgSource source, string reason)
    {
        using (source)
        {
            Assert.Equal(99, source.Count);
            Assert.Equal(reason, Assert.Single(source.Quarantine.Exams).Reason);
            for (var index = 0; index < source.Count; index++)
            {
                Assert.True(source.Load(index).Valid.Length > 0);
            }
        }
    }
}
