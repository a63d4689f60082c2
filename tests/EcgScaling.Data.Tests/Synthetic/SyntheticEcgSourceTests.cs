using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Synthetic;

public sealed class SyntheticEcgSourceTests
{
    private static readonly SyntheticEcgSource Source = new(new SyntheticOptions { Count = 20_000, LabelNoise = 0 });

    [Fact]
    public void AnExamDependsOnSeedSiteAndPlaceAlone()
    {
        using var again = new SyntheticEcgSource(new SyntheticOptions { Count = 50, LabelNoise = 0 });
        using var otherSeed = new SyntheticEcgSource(new SyntheticOptions { Count = 50, Seed = 1, LabelNoise = 0 });

        Assert.Equal(Source.Load(41).Millivolts, again.Load(41).Millivolts);
        Assert.Equal(Source.ExamAt(41).Labels, again.ExamAt(41).Labels);
        Assert.NotEqual(Source.Load(41).Millivolts, otherSeed.Load(41).Millivolts);
        Assert.NotEqual(again.ContentHash, otherSeed.ContentHash);
    }

    [Fact]
    public void ParallelReadsEqualSerialOnes()
    {
        var serial = Enumerable.Range(0, 32).Select(index => Source.Load(index).Millivolts).ToArray();

        Parallel.For(0, 32, index => Assert.Equal(serial[index], Source.Load(index).Millivolts));
    }

    [Fact]
    public void LimbLeadsObeyEinthovenAndGoldberger()
    {
        var record = Source.Load(7);
        var (first, second) = (record[Lead.I].ToArray(), record[Lead.II].ToArray());
        for (var sample = 0; sample < 4096; sample++)
        {
            Assert.Equal(second[sample] - first[sample], record[Lead.III][sample], 1e-5f);
            Assert.Equal(-(first[sample] + second[sample]) / 2, record[Lead.AVR][sample], 1e-5f);
            Assert.Equal(first[sample] - (second[sample] / 2), record[Lead.AVL][sample], 1e-5f);
            Assert.Equal(second[sample] - (first[sample] / 2), record[Lead.AVF][sample], 1e-5f);
        }
    }

    [Fact]
    public void LeadsRateAndLengthCanBeChosen()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 5, Leads = LeadSet.Parse("V5,II,aVL"), Rate = new SampleRate(100), Samples = 1000 });

        var record = source.Load(3);

        Assert.Equal(3000, record.Millivolts.Length);
        Assert.All(record.Millivolts, value => Assert.True(float.IsFinite(value) && Math.Abs(value) < 20));
    }

    [Fact]
    public void PrevalencesAreThoseOfTheSite()
    {
        var measured = Source.Prevalence();

        // Age shifts the odds, so the mean over ages differs a little from the rate at the mean age.
        foreach (var (label, rate) in SyntheticSite.Telehealth.Prevalence)
        {
            var share = measured[Source.LabelIndex(label)];
            Assert.InRange(share, 0.7 * rate, 1.8 * rate);
        }
    }

    [Fact]
    public void TheHeartRateIsWhatTheLabelsSay()
    {
        // The median over exams: one with an artefact may fool this plain beat finder.
        foreach (var (label, low, high) in (ReadOnlySpan<(string, double, double)>)[("SB", 38, 56), ("ST", 101, 165)])
        {
            var rates = OnlyWith(label).Take(9).Select(index => 60 / TypicalBeatSeconds(Source.Load(index))).Order().ToArray();
            Assert.InRange(rates[4], low, high);
        }
    }

    [Fact]
    public void FibrillationIsIrregular()
    {
        var irregular = OnlyWith("AF").Take(10).Select(index => BeatSpread(Source.Load(index))).Average();
        var regular = OnlyWith(null).Take(10).Select(index => BeatSpread(Source.Load(index))).Average();

        Assert.True(irregular > 2.5 * regular, $"spread of beats: {irregular:F3} with AF, {regular:F3} without");
    }

    [Fact]
    public void BundleBlocksShowInV1()
    {
        // Right block: a late positive wave in V1. Left block: V1 is negative throughout the QRS, and the QRS is wide.
        var right = OnlyWith("RBBB").Take(10).Select(index => LateV1(Source.Load(index))).Average();
        var left = OnlyWith("LBBB").Take(10).Select(index => LateV1(Source.Load(index))).Average();
        var normal = OnlyWith(null).Take(10).Select(index => LateV1(Source.Load(index))).Average();

        Assert.True(right > 0.25, $"RBBB: {right}");
        Assert.True(left < -0.25, $"LBBB: {left}");
        Assert.InRange(normal, -0.25, 0.25);
    }

    [Fact]
    public void LowVoltageIsLowAndHypertrophyHigh()
    {
        var low = OnlyWith("LVOLT").Take(10).Select(index => Extent(Source.Load(index))).Average();
        var normal = OnlyWith(null).Take(10).Select(index => Extent(Source.Load(index))).Average();
        var high = OnlyWith("LVH").Take(10).Select(index => Extent(Source.Load(index))).Average();

        Assert.True(low < 0.6 * normal, $"{low} {normal}");
        Assert.True(high > 1.2 * normal, $"{high} {normal}");
    }

    [Fact]
    public void PatientsHaveSeveralExamsAndKeepChronicConditions()
    {
        var exams = Enumerable.Range(0, 2200).Select(Source.ExamAt).ToArray();
        var several = exams.GroupBy(exam => exam.PatientId).Where(group => group.Count() > 1).ToArray();
        var left = Source.LabelIndex("LBBB");

        Assert.Equal(1600, exams.Select(exam => exam.PatientId).Distinct().Count());
        Assert.Equal(400, several.Length);
        Assert.All(several, group => Assert.Single(group.Select(exam => exam.Labels[left]).Distinct()));
        Assert.All(several, group => Assert.Single(group.Select(exam => exam.Sex).Distinct()));
    }

    [Fact]
    public void SitesDiffer()
    {
        using var hospital = new SyntheticEcgSource(new SyntheticOptions { Count = 2000, Site = SyntheticSite.Hospital });

        Assert.True(Enumerable.Range(0, 2000).Average(index => hospital.ExamAt(index).Age) > Enumerable.Range(0, 2000).Average(index => Source.ExamAt(index).Age) + 8);
        Assert.NotEqual(Source.Load(0).Millivolts, hospital.Load(0).Millivolts);
        Assert.Empty(Enumerable.Range(0, 500).Select(index => hospital.ExamAt(index).Id).Intersect(Enumerable.Range(0, 500).Select(index => Source.ExamAt(index).Id)));
    }

    [Fact]
    public void ImpossibleOptionsAreAllListed()
    {
        var error = Assert.Throws<SpecException>(() => new SyntheticEcgSource(new SyntheticOptions { Count = -1, Samples = 2, LabelNoise = 3, Leads = LeadSet.Parse("I,X9") }));

        Assert.Equal(4, error.Problems.Count);
    }

    private static IEnumerable<int> OnlyWith(string? label)
    {
        var place = label is null ? -1 : Source.LabelIndex(label);
        return Enumerable.Range(0, Source.Count).Where(index =>
        {
            var labels = Source.ExamAt(index).Labels;
            return labels.Sum() == (place < 0 ? 0 : 1) && (place < 0 || labels[place] == 1);
        });
    }

    private static double TypicalBeatSeconds(EcgRecord record)
    {
        var beats = BeatFinder.Beats(record);
        var gaps = beats.Zip(beats.Skip(1), (a, b) => (b - a) / 400.0).Order().ToArray();
        return gaps[gaps.Length / 2];
    }

    private static double BeatSpread(EcgRecord record)
    {
        var beats = BeatFinder.Beats(record);
        var gaps = beats.Zip(beats.Skip(1), (a, b) => (b - a) / 400.0).ToArray();
        return Math.Sqrt(gaps.Select(gap => Math.Pow(gap - gaps.Average(), 2)).Average()) / gaps.Average();
    }

    // The mean of V1 40 to 80 ms after each beat's onset, against 60 ms before it.
    private static double LateV1(EcgRecord record)
    {
        var row = record[Lead.V1].ToArray();
        return BeatFinder.Beats(record).Where(beat => beat > 30 && beat < 4000).Average(beat => row[(beat + 24)..(beat + 36)].Average() - row[(beat - 28)..(beat - 20)].Average());
    }

    private static double Extent(EcgRecord record)
    {
        var row = record[Lead.V5].ToArray();
        var beats = BeatFinder.Beats(record).Where(beat => beat > 20 && beat < 4000).ToArray();
        return beats.Average(beat => row[(beat - 12)..(beat + 36)].Max() - row[(beat - 12)..(beat + 36)].Min());
    }
}
