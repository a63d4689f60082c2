using EcgScaling.Data.Cinc;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Tests.Cinc;

/// <summary>The three kinds of headers and the parts of the challenges, in small.</summary>
public sealed class CincSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord _record;

    public CincSourceTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 1, Samples = 1000, Rate = new SampleRate(500) });
        _record = source.Load(0);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheThreeKindsOfHeadersGiveTheSameMillivolts()
    {
        Write("A0001", line: "500 N 12-May-2020 12:33:59", gain: "1000/mV", comments: ["#Age: 74", "#Sex: Male", "#Dx: 59118001", "#Rx: Unknown"]);
        Write("E00009", line: "500 N 05-May-2020 14:50:55", gain: "4880/mV", recordName: "E00009.mat", comments: ["#Age: NaN", "#Sex: Female", "#Dx: 428750005,39732003,427084000,"]);
        Write("E07500", comments: ["# Age: 78", "# Sex: Male", "# Dx: 67741000119109,,426177001,426177001", "# Rx: Unknown"]);
        using var source = EcgSources.Open(_folder.Path);
        var exams = Enumerable.Range(0, 3).Select(source.ExamAt).ToDictionary(exam => exam.Id);

        Assert.Equal(("PhysioNet/CinC 2021", 3), (source.Name, source.Count));
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(_record[Lead.V2][400], source.Load(index)[Lead.V2][400], 0.00051f);
        }

        Assert.Equal((74.0, Sex.Male), (exams["A0001"].Age, exams["A0001"].Sex));
        Assert.Equal((true, Sex.Female), (double.IsNaN(exams["E00009"].Age), exams["E00009"].Sex));
        Assert.Equal(["RBBB"], Positive(source, exams["A0001"]));
        Assert.Equal(["LAD", "STach"], Positive(source, exams["E00009"]));
        Assert.Equal(["SB"], Positive(source, exams["E07500"]));
    }

    [Fact]
    public void TheWrongGainOf2020IsReportedAndOnlyMendedInGeorgia()
    {
        Write("E00009", gain: "4880/mV", comments: ["#Dx: 426783006"]);
        Write("A0009", gain: "4880/mV", comments: ["#Dx: 426783006"]);
        using var source = CincSource.Open(_folder.Path);
        var ids = Enumerable.Range(0, 2).Select(index => source.ExamAt(index).Id).ToList();

        Assert.Contains(source.Warnings, warning => warning.StartsWith("1 Georgia record(s) have the headers of 2020", StringComparison.Ordinal));
        Assert.Equal(_record[Lead.II][500], source.Load(ids.IndexOf("E00009"))[Lead.II][500], 0.00051f);
        Assert.Equal(_record[Lead.II][500] / 4.88, source.Load(ids.IndexOf("A0009"))[Lead.II][500], 0.00051);
        Write("E00009", comments: ["#Dx: 426783006"]);
        using var right = CincSource.Open(_folder.Path);
        Assert.Single(right.Warnings);
    }

    [Fact]
    public void PartsAreKnownByTheirRecordsAndCanBeChosen()
    {
        string[] names = ["A0001", "Q0001", "I0001", "S0001", "HR00001", "E00001", "JS00001", "JS10647"];
        foreach (var name in names)
        {
            Write("training/" + name, comments: ["# Dx: 426783006"], line: name[0] == 'I' ? "257 N" : name[0] == 'S' ? "1000 N" : "500 N");
        }

        using var all = EcgSources.Open(_folder.Path);
        using var two = CincSource.Open(_folder.Path, parts: [CincParts.Incart, CincParts.Ptb]);

        Assert.Equal(CincParts.All.Order(StringComparer.Ordinal), Enumerable.Range(0, all.Count).Select(index => all.ExamAt(index).Site).Order(StringComparer.Ordinal));
        Assert.Equal([(CincParts.Incart, 257.0), (CincParts.Ptb, 1000.0)], Enumerable.Range(0, 2).Select(index => (two.ExamAt(index).Site, two.ShapeOf(index).Rate.Hertz)));
        Assert.Null(two.CommonShape);
        Assert.Throws<ArgumentException>(() => CincSource.Open(_folder.Path, parts: ["UMich"]));
        File.Delete(_folder.File("training", "I0001.hea"));
        Assert.Equal("no WFDB header", Assert.Throws<EcgDataException>(() => CincSource.Open(_folder.Path, parts: [CincParts.Incart])).Found);
    }

    [Theory]
    [InlineData("training/georgia/g1/E00001", "Georgia")]
    [InlineData("JS10646", "Chapman-Shaoxing")]
    [InlineData("JS10647", "Ningbo")]
    [InlineData("HR00001", "PTB-XL")]
    [InlineData("S0001", "PTB")]
    [InlineData("X0001", "")]
    [InlineData("JS", "")]
    [InlineData("100", "")]
    [InlineData("E99999999999", "")]
    [InlineData("", "")]
    public void ARecordsNameTellsItsPart(string record, string part) => Assert.Equal(part, CincParts.Of(record));

    [Fact]
    public void LeadsBeyondTheTwelveAreLeftOut()
    {
        new PublishedRecord
        {
            Name = "S0010",
            Line = "1000 N",
            Matlab = true,
            Leads = ["i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6", "vx", "vy", "vz"],
            Comments = ["# Dx: 164865005"],
        }.Write(_folder.Path, _record);
        using var source = EcgSources.Open(_folder.Path);

        Assert.Equal(LeadSet.Twelve, source.CommonShape!.Leads);
        Assert.Equal(_record[Lead.V6][10], source.Load(0)[Lead.V6][10], 0.00051f);
    }

    [Fact]
    public void SamplesThatStandForNothingAreNaN()
    {
        Write("JS00001", comments: ["# Dx: "]);
        var path = _folder.File("JS00001.mat");
        var bytes = File.ReadAllBytes(path);
        (bytes[24], bytes[25]) = (0x00, 0x80);
        File.WriteAllBytes(path, bytes);
        using var source = CincSource.Open(_folder.Path, new WfdbOptions { VerifyChecksums = false });

        Assert.True(float.IsNaN(source.Load(0)[Lead.I][0]));
        Assert.False(float.IsNaN(source.Load(0)[Lead.I][1]));
        Assert.All(source.ExamAt(0).Labels, label => Assert.Equal(0, label));
    }

    private static IEnumerable<string> Positive(IEcgSource source, Exam exam) => source.LabelNames.Where((_, label) => exam.Labels[label] == 1);

    private void Write(string name, string line = "500 N", string gain = "1000.0(0)/mV", string recordName = "", string[]? comments = null) => new PublishedRecord
    {
        Name = Path.GetFileName(name),
        Line = line,
        Gain = gain,
        RecordName = recordName,
        Matlab = true,
        Comments = comments ?? [],
    }.Write(Path.GetDirectoryName(_folder.File(name))!, _record);
}
