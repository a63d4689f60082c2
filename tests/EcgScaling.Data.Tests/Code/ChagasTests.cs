using EcgScaling.Data.Code;
using EcgScaling.Data.SamiTrop;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Code;

/// <summary>SaMi-Trop, and the Chagas table that may lie beside CODE-15%.</summary>
public sealed class ChagasTests : IDisposable
{
    private const string SamiTable = "exam_id,age,is_male,normal_ecg,death,timey,nn_predicted_age\n41,60,True,False,True,1.25,66.1\n17,71.5,False,True,False,2.5,70\n99,50,False,,False,,\n";
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord[] _records;

    public ChagasTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 400 });
        _records = [.. Enumerable.Range(0, 3).Select(source.Load)];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaMiTropIsRecognisedReadInTableOrderAndAllChagas()
    {
        WriteSamiTrop();
        using var source = EcgSources.Open(_folder.Path);

        Assert.Equal(("SaMi-Trop", 3), (source.Name, source.Count));
        Assert.Equal(["normal_ecg", "death", "timey", "chagas"], source.LabelNames);
        Assert.Equal(["41", "17", "99"], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Id));
        Assert.Equal([0, 1, 1.25f, 1], source.ExamAt(0).Labels);
        Assert.Equal([1, 0, 2.5f, 1], source.ExamAt(1).Labels);
        Assert.Equal([float.NaN, 0, float.NaN, 1], source.ExamAt(2).Labels);
        Assert.Equal((71.5, Sex.Female), (source.ExamAt(1).Age, source.ExamAt(1).Sex));
        Assert.Equal(_records[1].Millivolts, source.Load(1).Millivolts);
        Assert.Contains(source.Warnings, warning => warning.Contains("order of exams.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void ATableOfSerologiesIsTakenWhereItLiesBesideSaMiTrop()
    {
        WriteSamiTrop();
        File.WriteAllText(_folder.File("samitrop_chagas_labels.csv"), "exam_id,chagas\n17,True\n41,True\n");
        using var source = SamiTropSource.Open(_folder.Path);

        Assert.Equal([1, 1, float.NaN], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Labels[source.LabelIndex("chagas")]));
        Assert.Contains(source.Warnings, warning => warning.Contains("2 of the 3 exams", StringComparison.Ordinal));
    }

    [Fact]
    public void ANumericLabelMustBeANumber()
    {
        WriteSamiTrop();
        File.WriteAllText(_folder.File("exams.csv"), SamiTable.Replace("1.25", "soon", StringComparison.Ordinal));

        var error = Assert.Throws<EcgDataException>(() => SamiTropSource.Open(_folder.Path));

        Assert.Equal(("'soon'", "line 2, column timey"), (error.Found, error.Place));
    }

    [Fact]
    public void NumbersOfRowsThatDifferAreRefused()
    {
        WriteSamiTrop();
        File.AppendAllText(_folder.File("exams.csv"), "5,50,True,False,False,1,50\n");

        Assert.Contains("3 tracings for 4 rows", Assert.Throws<EcgDataException>(() => SamiTropSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void TheChagasTableOfCode15IsJoinedOnTheExamId()
    {
        string without;
        using (var plain = OpenCode15())
        {
            Assert.Equal(CodeLabels.All, plain.LabelNames);
            without = plain.ContentHash;
        }

        // As published: its own order, with patient_id, True and False.
        File.WriteAllText(_folder.File("code15_chagas_labels.csv"), "exam_id,patient_id,chagas\n300,12,False\n99,11,True\n5,7,False\n17,7,True\n12345,1,True\n");
        using var source = OpenCode15();

        Assert.Equal([.. CodeLabels.All, "chagas"], source.LabelNames);
        var chagas = Enumerable.Range(0, source.Count).ToDictionary(index => source.ExamAt(index).Id, index => source.ExamAt(index).Labels[^1]);
        Assert.Equal((1f, 1f, 0f, true), (chagas["99"], chagas["17"], chagas["5"], float.IsNaN(chagas["41"])));
        Assert.Contains(source.Warnings, warning => warning.Contains("code15_chagas_labels.csv", StringComparison.Ordinal));
        Assert.NotEqual(without, source.ContentHash);
        using var unjoined = CodeShardSource.Open(_folder.Path, new CodeShardOptions { ChagasTable = string.Empty });
        Assert.Equal(without, unjoined.ContentHash);
    }

    [Theory]
    [InlineData("exam_id,disease\n5,True\n", "no column 'chagas' among exam_id, disease")]
    [InlineData("id,chagas\n5,True\n", "no column 'exam_id' among id, chagas")]
    [InlineData("exam_id,chagas\nfive,True\n", "'five'")]
    [InlineData("exam_id,chagas\n5,perhaps\n", "'perhaps'")]
    [InlineData("exam_id,chagas\n5,2\n", "'2'")]
    [InlineData("", "no header")]
    public void AChagasTableThatIsNotOneIsRefused(string table, string found)
    {
        File.WriteAllText(_folder.File("code15_chagas_labels.csv"), table);

        var error = Assert.Throws<EcgDataException>(OpenCode15);

        Assert.Equal(found, error.Found);
        Assert.EndsWith("code15_chagas_labels.csv", error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void APermutedShardIsPutRightWhateverItsNeighboursAre()
    {
        var order = LeadSet.Parse("I,II,III,aVL,aVF,aVR,V1,V2,V3,V4,V5,V6");
        TracingFile.Write(_folder.File("exams_part0.hdf5"), [_records[0]], LeadSet.Twelve, [1]);
        TracingFile.Write(_folder.File("exams_part1.hdf5"), [_records[1], _records[2]], order, [2, 3]);
        File.WriteAllText(_folder.File("exams.csv"), "exam_id,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id\n1,0,0,0,0,0,0,1\n2,0,0,0,0,0,0,2\n3,0,0,0,0,0,0,3\n");
        using var source = CodeShardSource.Open(_folder.Path);

        Assert.Contains("exams_part1.hdf5 keeps its leads in the order " + order, Assert.Single(source.Warnings), StringComparison.Ordinal);
        Assert.Equal(_records.Select(record => record.Millivolts), Enumerable.Range(0, 3).Select(index => source.Load(index).Millivolts));
    }

    [Fact]
    public void NumericLabelsSurviveTheWriter()
    {
        WriteSamiTrop();
        using var source = SamiTropSource.Open(_folder.Path);
        CodeShardWriter.Write(source, _folder.File("shards"));
        using var back = EcgSources.Open(_folder.File("shards"));

        Assert.IsType<CodeShardSource>(back);
        Assert.Equal(source.LabelNames, back.LabelNames);
        Assert.Equal(Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Labels), Enumerable.Range(0, 3).Select(index => back.ExamAt(index).Labels));
    }

    private void WriteSamiTrop()
    {
        TracingFile.Write(_folder.File("exams.hdf5"), _records, LeadSet.Twelve);
        File.WriteAllText(_folder.File("exams.csv"), SamiTable);
    }

    private CodeShardSource OpenCode15()
    {
        File.Copy(Golden.PathOf("code", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"), overwrite: true);
        File.Copy(Golden.PathOf("code", "exams.csv"), _folder.File("exams.csv"), overwrite: true);
        return CodeShardSource.Open(_folder.Path);
    }
}
