using System.Text;
using EcgScaling.Data.Code;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Code;

public sealed class CodeMalformedTests : IDisposable
{
    private const string Header = "exam_id,age,is_male,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id\n";
    private const string Table = Header + "41,50,True,False,False,False,False,False,False,1\n17,60,False,False,True,False,False,False,False,2\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("no_tracings", "no dataset 'tracings' (there are: exam_id)")]
    [InlineData("other_name", "no dataset 'tracings' (there are: exam_id, signals)")]
    [InlineData("rank_two", "shape (32, 12)")]
    [InlineData("rank_four", "shape (1, 3, 32, 12)")]
    [InlineData("eleven_leads", "shape (3, 32, 11)")]
    [InlineData("leads_first", "shape (3, 12, 32)")]
    [InlineData("scalar", "rank 0")]
    [InlineData("text", "elements of class STRING")]
    [InlineData("complex", "elements of class COMPOUND")]
    [InlineData("ids_short", "2 ids for 3 tracings")]
    [InlineData("ids_long", "9 ids for 3 tracings")]
    [InlineData("ids_float", "FLOAT of shape (3)")]
    [InlineData("ids_matrix", "INTEGER of shape (3, 1)")]
    [InlineData("ids_text", "STRING of shape (3)")]
    [InlineData("no_samples", "shape (3, 0, 12)")]
    [InlineData("group", "a failure of libhdf5 to open the dataset")]
    [InlineData("dangling", "a failure of libhdf5 to open the dataset")]
    [InlineData("external_file", "a failure of libhdf5 to open the dataset")]
    [InlineData("huge", "1200000000 values at once in a file of")]
    [InlineData("many", "1000000000000 records")]
    [InlineData("cut_data", "a file of 6080 bytes")]
    [InlineData("cut_header", "a superblock that ends early")]
    [InlineData("not_hdf5", "a failure of libhdf5 to open the file")]
    [InlineData("zero_bytes", "a failure of libhdf5 to open the file")]
    [InlineData("wrong_signature", "a failure of libhdf5 to open the file")]
    [InlineData("zeroed_header", "addresses of 0 and lengths of 0 bytes")]
    public void EachKindOfFileHasItsOutcome(string file, string found)
    {
        var error = Assert.Throws<EcgDataException>(() => Open(file, Table));

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.EndsWith("exams_part0.hdf5", error.Path, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("age,is_male\n1,True\n", "no column 'exam_id' among age, is_male")]
    [InlineData(Header + "forty,50,True,False,False,False,False,False,False,1\n", "'forty'")]
    [InlineData(Header + "41.5,50,True,False,False,False,False,False,False,1\n", "'41.5'")]
    [InlineData(Header + "41,old,True,False,False,False,False,False,False,1\n", "'old'")]
    [InlineData(Header + "41,50,Maybe,False,False,False,False,False,False,1\n", "'Maybe'")]
    [InlineData(Header + "41,50,True,2,False,False,False,False,False,1\n", "'2'")]
    [InlineData(Header + "41,50,True,False,False,False,False,False,False,someone\n", "'someone'")]
    [InlineData(Header + "41,50,True,False,False,False,False,False,False\n", "''")]
    public void EachKindOfTableHasItsOutcome(string table, string found)
    {
        var error = Assert.Throws<EcgDataException>(() => Open("contiguous", table));

        Assert.Equal(found, error.Found);
        Assert.EndsWith("exams.csv", error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableThatIsNotUtf8IsRefused()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllBytes(_folder.File("exams.csv"), [.. Encoding.UTF8.GetBytes(Header), 0xC3, 0x28, (byte)'\n']);

        Assert.Contains("not UTF-8", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabelThatTheTableLacksIsNamed()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), Table);

        var error = Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path, new CodeShardOptions { Labels = ["chagas"] }));

        Assert.StartsWith("no column 'chagas'", error.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedChunkIsAnErrorOfItsRecordAlone()
    {
        using var source = Open("damaged_chunk", Table);

        Assert.Equal(2, source.Count);
        Assert.Equal(384, source.Load(0).Millivolts.Length);
        var error = Assert.Throws<EcgDataException>(() => source.Load(1));
        Assert.Contains("row 1", error.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageThatShowsWhileLookingForEmptyTracingsLeavesOutThatRecordAlone()
    {
        // Not deflated, so every chunk is read at opening and its checksum verified.
        using var source = Open("damaged_fletcher", Table);

        Assert.Equal("41", source.ExamAt(0).Id);
        Assert.Equal(1, source.Count);
        var exam = Assert.Single(source.Quarantine.Exams);
        Assert.Equal(("17", "unreadable tracing"), (exam.Id, exam.Reason));
        Assert.Contains("row 1", exam.Detail, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path, new CodeShardOptions { Strict = true })).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyShardHasNoExams()
    {
        using var source = Open("empty", Table);

        Assert.Equal(0, source.Count);
        Assert.Equal(2, source.Quarantine.Exams.Count);
    }

    [Fact]
    public void FoldersWithoutShardsOrTableSayWhatIsMissing()
    {
        Assert.Contains("no shard", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path)).Found);
        Assert.Equal("no such folder", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.File("none"))).Found);
    }

    [Fact]
    public void AManifestThatIsNotOneIsRefused()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), Table);
        File.WriteAllText(_folder.File("shards.json"), "{ \"sampleRateHz\": 400 }");

        Assert.Equal("not a shard manifest", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path)).Found);
    }

    [Fact]
    public void TracingsWithoutIdsAreTakenInTableOrderWhereTheNumbersMatch()
    {
        using (var source = Open("no_ids", Table))
        {
            Assert.Equal(["41", "17"], [source.ExamAt(0).Id, source.ExamAt(1).Id]);
            Assert.Contains("order of exams.csv", Assert.Single(source.Warnings), StringComparison.Ordinal);
        }

        File.AppendAllText(_folder.File("exams.csv"), "18,60,False,False,True,False,False,False,False,2\n");
        Assert.Contains("2 tracings for 3 rows", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoThousandMutantsOfATableAreReadOrRefused()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        var original = Encoding.UTF8.GetBytes(Table);
        var (read, refused) = MutantCheck.Run(2_000, ByteMutant.Any, mutant =>
        {
            File.WriteAllBytes(_folder.File("exams.csv"), mutant.Apply(original));
            CodeShardSource.Open(_folder.Path).Dispose();
            return true;
        });

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    [Theory]
    [InlineData("contiguous")]
    [InlineData("gzip")]
    public void MutantsOfAShardAreReadOrRefused(string file)
    {
        var original = File.ReadAllBytes(Golden.PathOf("malformed", file + ".hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), Table);
        var (read, refused) = (0, 0);
        for (var mutant = 0; mutant < 400; mutant++)
        {
            // Mostly in the metadata at the front, where damage does most.
            var random = new RandomStream(7, "mutants/hdf5", mutant);
            var bytes = (byte[])original.Clone();
            for (var change = random.NextInt32(6); change >= 0; change--)
            {
                bytes[random.NextInt32(random.NextBoolean(0.85) ? Math.Min(3000, bytes.Length) : bytes.Length)] = (byte)random.NextInt32(256);
            }

            File.WriteAllBytes(_folder.File("exams_part0.hdf5"), bytes);
            try
            {
                using var source = CodeShardSource.Open(_folder.Path);
                for (var index = 0; index < source.Count; index++)
                {
                    source.Load(index);
                }

                read++;
            }
            catch (EcgDataException)
            {
                refused++;
            }
        }

        Assert.True(read > 20 && refused > 20, $"{read} read, {refused} refused");
    }

    private CodeShardSource Open(string file, string table)
    {
        File.Copy(Golden.PathOf("malformed", file + ".hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), table);
        return CodeShardSource.Open(_folder.Path);
    }
}
