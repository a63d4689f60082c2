using EcgScaling.Data.Code;
using EcgScaling.Data.CodeTest;
using EcgScaling.Data.Leads;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.CodeTest;

/// <summary>The published tables are among the shared data, the tracings are not: these are the published layout with synthetic tracings.</summary>
public sealed class CodeTestSourceTests : IDisposable
{
    private const int Samples = 512;
    private static readonly LeadSet OtherOrder = LeadSet.Parse("I,II,III,aVL,aVF,aVR,V1,V2,V3,V4,V5,V6");
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord[] _records;

    public CodeTestSourceTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 5, Samples = Samples });
        _records = [.. Enumerable.Range(0, 5).Select(index => Padded(source.Load(index)))];
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6", 0)]
    [InlineData("I,II,III,aVL,aVF,aVR,V1,V2,V3,V4,V5,V6", 1)]
    [InlineData("V1,V2,V3,V4,V5,V6,aVF,aVL,aVR,III,II,I", 1)]
    public void TheOrderOfTheLeadsIsReadOffTheTracingsReportedAndPutRight(string order, int warnings)
    {
        Write(LeadSet.Parse(order));
        using var source = EcgSources.Open(_folder.Path);

        Assert.IsType<CodeTestSource>(source);
        Assert.Equal(("CODE-test", 5), (source.Name, source.Count));
        Assert.Equal(new TracingShape(LeadSet.Twelve, SampleRate.Code, Samples), source.CommonShape);
        Assert.Equal(warnings, source.Warnings.Count);
        Assert.All(source.Warnings, warning => Assert.Contains(order, warning, StringComparison.Ordinal));
        for (var index = 0; index < source.Count; index++)
        {
            var record = source.Load(index);
            Assert.Equal(_records[index].Millivolts, record.Millivolts);
            Assert.Equal(new ValidRange(16, 480), record.Valid);
        }
    }

    [Fact]
    public void LabelsPeopleAndReadersAreJoinedByRow()
    {
        Write(LeadSet.Twelve);
        using var gold = CodeTestSource.Open(_folder.Path);
        using var network = CodeTestSource.Open(_folder.Path, new CodeTestOptions { Annotator = CodeTestAnnotator.Dnn });

        Assert.Equal(CodeLabels.All, gold.LabelNames);
        Assert.Equal(("1", "1", 70.0, Sex.Female), (gold.ExamAt(1).Id, gold.ExamAt(1).PatientId, gold.ExamAt(1).Age, gold.ExamAt(1).Sex));
        Assert.Equal([0, 0, 1, 0, 0, 0], gold.ExamAt(1).Labels);
        Assert.Equal([0, 0, 0, 0, 1, 0], network.ExamAt(1).Labels);
        Assert.NotEqual(gold.ContentHash, network.ContentHash);
    }

    [Fact]
    public void AnAllZeroTracingIsQuarantinedAndTheOthersKeepTheirIds()
    {
        Array.Clear(_records[2].Millivolts);
        Write(LeadSet.Twelve);
        using var source = CodeTestSource.Open(_folder.Path);

        Assert.Equal(["0", "1", "3", "4"], Enumerable.Range(0, source.Count).Select(index => source.ExamAt(index).Id));
        Assert.Equal("2", Assert.Single(source.Quarantine.Exams).Id);
        Assert.Equal(_records[3].Millivolts, source.Load(2).Millivolts);
    }

    [Fact]
    public void TracingsThatProveNoOrderAreRefusedUnlessTheOrderIsTakenOnTrust()
    {
        var random = new RandomStream(8, "noise");
        foreach (var record in _records)
        {
            for (var place = 0; place < record.Millivolts.Length; place++)
            {
                record.Millivolts[place] = (float)random.NextGaussian();
            }
        }

        Write(LeadSet.Twelve);

        var error = Assert.Throws<EcgDataException>(() => CodeTestSource.Open(_folder.Path));
        Assert.Equal("lead order", error.Place);
        Assert.Contains("AsDocumented", error.Fix, StringComparison.Ordinal);
        foreach (var policy in (ReadOnlySpan<LeadOrderPolicy>)[LeadOrderPolicy.AsDocumented, LeadOrderPolicy.Detect])
        {
            using var trusted = CodeTestSource.Open(_folder.Path, new CodeTestOptions { LeadOrder = policy });
            Assert.Equal(_records[0].Millivolts, trusted.Load(0).Millivolts);
            Assert.Empty(trusted.Warnings);
        }
    }

    [Fact]
    public void OnTrustAPermutedFileIsReadAsItLies()
    {
        Write(OtherOrder);
        using var source = CodeTestSource.Open(_folder.Path, new CodeTestOptions { LeadOrder = LeadOrderPolicy.AsDocumented });

        Assert.True(_records[0][Lead.AVL].SequenceEqual(source.Load(0)[Lead.AVR]));
    }

    [Theory]
    [InlineData("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF,ST\n0,0,0,0,0,0\n", "5 tracings for 1 rows of gold_standard.csv")]
    [InlineData("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF\n0,0,0,0,0\n", "no column 'ST' among 1dAVb, RBBB, LBBB, SB, AF")]
    [InlineData("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF,ST\n0,0,2,0,0,0\n", "'2'")]
    [InlineData("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF,ST\n0,0,,0,0,0\n", "''")]
    [InlineData("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF,ST\n0,0,yes,0,0,0\n", "'yes'")]
    [InlineData("annotations/gold_standard.csv", "", "an empty file")]
    [InlineData("attributes.csv", "age,sex\n34,M\n", "1 rows for 5 exams")]
    [InlineData("attributes.csv", "age\n34\n", "no column 'sex' among age")]
    [InlineData("attributes.csv", "age,sex\nold,M\n1,M\n1,M\n1,M\n1,M\n", "'old'")]
    [InlineData("ecg_tracings.hdf5", "not an HDF5 file at all", "a failure of libhdf5 to open the file")]
    public void EachDefectHasItsOutcome(string file, string text, string found)
    {
        Write(LeadSet.Twelve);
        File.WriteAllText(_folder.File(file), text);

        var error = Assert.Throws<EcgDataException>(() => CodeTestSource.Open(_folder.Path));

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Fact]
    public void WithoutTracingsItSaysWhatIsMissing()
    {
        Assert.Contains("ecg_tracings.hdf5", Assert.Throws<EcgDataException>(() => CodeTestSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
        Write(LeadSet.Twelve);
        File.Delete(_folder.File("attributes.csv"));
        using var source = CodeTestSource.Open(_folder.Path);
        Assert.Contains("attributes.csv", Assert.Single(source.Warnings), StringComparison.Ordinal);
        Assert.True(double.IsNaN(source.ExamAt(0).Age));
    }

    [SharedDataFact("tables/code_test")]
    public void ThePublishedReadingsAndProbabilitiesAreRead()
    {
        var folder = SharedData.PathOf("tables", "code_test");
        var gold = CodeTestAnnotations.Read(folder);
        var network = CodeTestAnnotations.Read(folder, CodeTestAnnotator.Dnn);
        var probabilities = CodeTestAnnotations.Probabilities(folder);

        Assert.Equal((827, 827, 827), (gold.Length, network.Length, probabilities.Length));
        // Positives of the gold standard, counted by awk over the published table.
        Assert.Equal([28, 34, 30, 16, 13, 37], Enumerable.Range(0, 6).Select(label => (int)gold.Sum(row => row[label])));
        Assert.All(Enum.GetValues<CodeTestAnnotator>(), annotator => Assert.Equal(827, CodeTestAnnotations.Read(folder, annotator).Length));
        // F1 of the network against the gold standard as published (scores.csv of the paper's code).
        double[] published = [0.897, 0.944, 1.000, 0.882, 0.870, 0.960];
        for (var label = 0; label < 6; label++)
        {
            var both = gold.Zip(network).Count(pair => pair.First[label] == 1 && pair.Second[label] == 1);
            Assert.Equal(published[label], 2.0 * both / (gold.Sum(row => row[label]) + network.Sum(row => row[label])), 5e-4);
        }
    }

    private static EcgRecord Padded(EcgRecord record)
    {
        foreach (var row in Enumerable.Range(0, 12))
        {
            record.Millivolts.AsSpan(row * Samples, 16).Clear();
            record.Millivolts.AsSpan((row * Samples) + 496, 16).Clear();
        }

        return record;
    }

    private void Write(LeadSet order)
    {
        TracingFile.Write(_folder.File("ecg_tracings.hdf5"), _records, order);
        Directory.CreateDirectory(_folder.File("annotations"));
        const string Header = "1dAVb,RBBB,LBBB,SB,AF,ST\n";
        File.WriteAllText(_folder.File("annotations", "gold_standard.csv"), Header + "0,0,0,0,0,0\n0,0,1,0,0,0\n1,0,0,0,0,0\n0,0,0,1,0,0\n0,1,0,0,0,0\n");
        File.WriteAllText(_folder.File("annotations", "dnn.csv"), Header + "0,0,0,0,0,0\n0,0,0,0,1,0\n1,0,0,0,0,0\n0,0,0,1,0,0\n0,1,0,0,0,0\n");
        File.WriteAllText(_folder.File("attributes.csv"), "age,sex\n34,M\n70,F\n51,M\n60,F\n20,\n");
    }
}
