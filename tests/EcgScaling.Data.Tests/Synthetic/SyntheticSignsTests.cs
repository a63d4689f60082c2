using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Synthetic;

/// <summary>The signs by which the labels are read, found in the tracings: medians over exams that have one label only, beside exams that have none.</summary>
public sealed class SyntheticSignsTests
{
    private const int Before = 160;
    private static readonly SyntheticEcgSource Source = new(new SyntheticOptions { Count = 4000, Site = SyntheticSite.Hospital, Seed = 5 });

    [Fact]
    public void FirstDegreeBlockMovesThePWaveAway()
    {
        // Seconds from the P wave's peak in II to the QRS.
        static double Interval(EcgRecord record)
        {
            var beat = BeatFinder.MeanBeat(record, Lead.II, Before, 40);
            var wave = beat[40..(Before - 16)];
            return (Before - 40 - Array.IndexOf(wave, wave.Max())) / 400.0;
        }

        Assert.InRange(Median("1dAVb", Interval) - Median(null, Interval), 0.04, 0.2);
    }

    [Fact]
    public void AnInferiorInfarctBringsQWavesToAvf()
    {
        static double Q(EcgRecord record) => BeatFinder.MeanBeat(record, Lead.AVF, Before, 40)[(Before - 8)..(Before + 8)].Min();

        var (infarct, normal) = (Median("IMI", Q), Median(null, Q));
        Assert.True(infarct < normal - 0.1, $"{infarct} {normal}");
    }

    [Fact]
    public void AnAnteriorInfarctTakesTheRWavesOfV2()
    {
        static double R(EcgRecord record) => BeatFinder.MeanBeat(record, Lead.V2, Before, 40)[(Before - 8)..(Before + 12)].Max();

        var (infarct, normal) = (Median("AMI", R), Median(null, R));
        Assert.True(infarct < 0.5 * normal, $"{infarct} {normal}");
    }

    [Fact]
    public void LongQtMovesTheTWaveAway()
    {
        // Seconds from the QRS to the T wave's peak in V5, by the root of the beat's length.
        static double Interval(EcgRecord record)
        {
            var beat = BeatFinder.MeanBeat(record, Lead.V5, 40, 220)[(40 + 50)..];
            var gaps = Gaps(record);
            return (50 + Array.IndexOf(beat, beat.Max())) / 400.0 / Math.Sqrt(gaps[gaps.Length / 2]);
        }

        Assert.InRange(Median("LQT", Interval) - Median(null, Interval), 0.03, 0.2);
    }

    [Fact]
    public void ExtrasystolesComeEarlyWithAPauseAfterThem()
    {
        // The beat finder goes by steepness and passes over the wide beat: what it sees is a gap of two beats. In its first part, where other hearts rest, there is a wave.
        static double Pause(EcgRecord record) => Gaps(record) is var gaps ? gaps[^1] / gaps[gaps.Length / 2] : 0;
        static double Early(EcgRecord record)
        {
            var (beats, gaps) = (BeatFinder.Beats(record), Gaps(record));
            var usual = gaps[gaps.Length / 2] * 400;
            var before = beats.Zip(beats.Skip(1)).MaxBy(pair => pair.Second - pair.First).First;
            return record.Shape.Leads.Max(lead =>
            {
                var part = record[lead].ToArray()[(before + (int)(0.5 * usual))..(before + (int)(0.8 * usual))];
                return part.Max() - part.Min();
            });
        }

        var (pause, usualPause) = (Median("PVC", Pause), Median(null, Pause));
        var (wave, rest) = (Median("PVC", Early), Median(null, Early));
        Assert.True(pause > 1.7 && usualPause < 1.12, $"longest pause: {pause} {usualPause}");
        Assert.True(wave > 2 * rest, $"millivolts in it: {wave} {rest}");
    }

    [Fact]
    public void AgeAndSexShowInTheHeart()
    {
        var exams = Enumerable.Range(0, Source.Count).Select(Source.ExamAt).ToArray();
        var fibrillation = Source.LabelIndex("AF");
        var (old, young) = (exams.Where(exam => exam.Age > 72).Average(exam => exam.Labels[fibrillation]), exams.Where(exam => exam.Age < 60).Average(exam => exam.Labels[fibrillation]));
        var people = Enumerable.Range(0, 4000).Select(patient => PatientTraits.Of(5, SyntheticSite.Telehealth, patient)).ToArray();

        Assert.True(old > 1.5 * young, $"{old} {young}");
        Assert.InRange(people.Where(person => person.Sex == Sex.Female).Average(person => person.QtcSeconds) - people.Where(person => person.Sex == Sex.Male).Average(person => person.QtcSeconds), 0.008, 0.016);
        Assert.InRange(Voltage(Sex.Male) / Voltage(Sex.Female), 1.05, 1.4);

        double Voltage(Sex sex) => people.Where(person => person.Sex == sex).Average(person => person.Gain);
    }

    private static double[] Gaps(EcgRecord record)
    {
        var beats = BeatFinder.Beats(record);
        return [.. beats.Zip(beats.Skip(1), (a, b) => (b - a) / 400.0).Order()];
    }

    private static double Median(string? label, Func<EcgRecord, double> measure)
    {
        var place = label is null ? -1 : Source.LabelIndex(label);
        var values = Enumerable.Range(0, Source.Count)
            .Where(index => Source.ExamAt(index).Labels is var labels && labels.Sum() == (place < 0 ? 0 : 1) && (place < 0 || labels[place] == 1))
            .Take(25).Select(index => measure(Source.Load(index))).Order().ToArray();
        return values[values.Length / 2];
    }
}
