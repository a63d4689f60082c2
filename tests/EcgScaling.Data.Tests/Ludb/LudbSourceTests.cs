using EcgScaling.Data.Ludb;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Ludb;

public sealed class LudbSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedDataFact("ludb")]
    public void RecordsReadWithTheirChecksumsAndObeyEinthovenExactly()
    {
        using var source = EcgSources.Open(SharedData.PathOf("ludb"));

        Assert.Empty(source.Quarantine.Exams);
        Assert.Equal(("LUDB", 100), (source.Name, source.Count));
        Assert.Equal(new TracingShape(LeadSet.Twelve, new SampleRate(500), 5000), source.CommonShape);
        Assert.Equal("1", source.ExamAt(0).Id);
        Assert.Equal("2", source.ExamAt(1).Id);
        Assert.Equal((51, Sex.Female), (source.ExamAt(0).Age, source.ExamAt(0).Sex));
        Assert.Equal(1, source.ExamAt(0).Labels[source.LabelIndex("Sinus bradycardia")]);
        for (var index = 0; index < source.Count; index++)
        {
            var record = source.Load(index);
            var first = record[Lead.I];
            var second = record[Lead.II];
            var third = record[Lead.III];
            for (var sample = 0; sample < 5000; sample++)
            {
                Assert.Equal(Counts(second[sample]), Counts(first[sample]) + Counts(third[sample]));
            }
        }

        static int Counts(float millivolts) => (int)MathF.Round(millivolts * 1000);
    }

    [SharedDataFact("ludb")]
    public void DelineationsAreRead()
    {
        var waves = LudbSource.Delineation(SharedData.PathOf("ludb"), "1", Lead.II);

        // Each wave is an opening bracket, its peak, and a closing bracket.
        Assert.NotEmpty(waves);
        Assert.Equal(waves.Count(wave => wave.Symbol == "("), waves.Count(wave => wave.Symbol == ")"));
        Assert.Contains(waves, wave => wave.Symbol == "N");
        Assert.Contains(waves, wave => wave.Symbol == "t");
        Assert.Equal(waves.Select(wave => wave.Sample).Order(), waves.Select(wave => wave.Sample));
        Assert.All(waves, wave => Assert.InRange(wave.Sample, 0, 5000));
    }

    [Fact]
    public void GainsOfTheHeadersAreNotTheRecords()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 1, Samples = 100 });
        Write("1", synthetic.Load(0), "#Rhythm: Atrial fibrillation.", "#Left ventricular hypertrophy.");
        using var source = EcgSources.Open(_folder.Path);

        var (expected, actual) = (synthetic.Load(0).Millivolts, source.Load(0).Millivolts);
        for (var place = 0; place < expected.Length; place++)
        {
            Assert.Equal(expected[place], actual[place], 0.00051f);
        }

        Assert.Contains(source.Warnings, warning => warning.Contains("microvolts", StringComparison.Ordinal));
    }

    [Fact]
    public void StatementsOfTheCommentsAreLabels()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 100 });
        Write("1", synthetic.Load(0), "#Rhythm: Atrial fibrillation.", "#Left ventricular hypertrophy.");
        Write("2", synthetic.Load(1), "#Rhythm: Sinus rhythm.");
        Write("10", synthetic.Load(2));
        using var source = LudbSource.Open(_folder.Path);

        Assert.Equal(["Atrial fibrillation", "Left ventricular hypertrophy", "Sinus rhythm"], source.LabelNames);
        Assert.Equal(["1", "2", "10"], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Id));
        Assert.Equal([1, 1, 0], source.ExamAt(0).Labels);
        Assert.Equal([0, 0, 1], source.ExamAt(1).Labels);
        Assert.Equal([0, 0, 0], source.ExamAt(2).Labels);
        Assert.Equal((89.0, Sex.Female), (source.ExamAt(0).Age, source.ExamAt(0).Sex));
    }

    [Fact]
    public void ALeadWithoutDelineationIsNamed()
    {
        var error = Assert.Throws<EcgDataException>(() => LudbSource.Delineation(_folder.Path, "1", Lead.AVF));

        Assert.EndsWith("1.avf", error.Path, StringComparison.Ordinal);
    }

    // A gain of the header that no count obeys, as the published ones.
    private void Write(string name, EcgRecord record, params string[] statements)
    {
        File.WriteAllText(_folder.File("ludb.csv"), "ID,Sex,Age\n");
        new PublishedRecord { Name = name, Gain = "311.7(12)/mV", Comments = ["#<age>: >89", "#<sex>: F", "#<diagnoses>:", .. statements] }.Write(_folder.File("data"), record);
    }
}
