using System.Text.Json;
using EcgScaling.Data.Augmentation;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Synthetic;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Data.Tests.Augmentation;

public sealed class AugmentationPropertyTests
{
    private static readonly EcgAugmentation[] All =
    [
        new CropResize(), new TimeOut(), new LeadMask(), new AmplitudeScale(), new TimeWarp(), new BaselineWander(), new Powerline(), new MuscleNoise(),
        new VcgRotation { MaximumScale = 1.5 }, new RandomCrop { Samples = 97 },
    ];

    private static readonly Arbitrary<(int Seed, int Which, int Start, int Length)> Cases = (
        from seed in Gen.Choose(0, int.MaxValue)
        from which in Gen.Choose(0, All.Length - 1)
        from start in Gen.Choose(0, 256)
        from length in Gen.Choose(0, 256 - start)
        select (seed, which, start, length)).ToArbitrary();

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(2605, 17277).WithMaxTest(300);

    [Fact]
    public void PaddingStaysAndValuesStayFinite() => Prop.ForAll(Cases, PaddingStays).Check(Quick);

    [Fact]
    public void LimbLeadsStillAgree() => Prop.ForAll(Cases, LimbLeadsAgree).Check(Quick);

    private static void PaddingStays((int Seed, int Which, int Start, int Length) drawn)
    {
        var augmentation = All[drawn.Which];
        var (seed, valid) = ((ulong)drawn.Seed, new ValidRange(drawn.Start, drawn.Length));
        var tracing = Random(seed, valid);
        var shape = augmentation.OutputOf(tracing.Shape);

        augmentation.Apply(tracing, new RandomStream(seed, "test"));

        Assert.Equal(shape, tracing.Shape);
        Assert.Equal(augmentation is RandomCrop crop ? Math.Min(valid.Length, crop.Samples) : valid.Length, tracing.Valid.Length);
        Assert.All(tracing.Values, value => Assert.True(float.IsFinite(value)));
        for (var lead = 0; lead < shape.Leads.Count; lead++)
        {
            Assert.False(tracing.Row(lead)[..tracing.Valid.Start].ContainsAnyExcept(0f));
            Assert.False(tracing.Row(lead)[tracing.Valid.End..].ContainsAnyExcept(0f));
        }
    }

    private static void LimbLeadsAgree((int Seed, int Which, int Start, int Length) drawn)
    {
        var augmentation = All[drawn.Which];
        if (augmentation is LeadMask)
        {
            // A lead that is gone agrees with none.
            return;
        }

        var seed = (ulong)drawn.Seed;
        var tracing = Random(seed, new ValidRange(drawn.Start, drawn.Length));
        EcgPipeline.Parse("einthoven()").Apply(tracing);

        augmentation.Apply(tracing, new RandomStream(seed, "test"));

        for (var sample = 0; sample < tracing.Shape.Samples; sample++)
        {
            var (one, two) = (tracing.Row(0)[sample], tracing.Row(1)[sample]);
            Assert.Equal(two - one, tracing.Row(2)[sample], 1e-4f);
            Assert.Equal(-(one + two) / 2, tracing.Row(3)[sample], 1e-4f);
            Assert.Equal(one - (two / 2), tracing.Row(4)[sample], 1e-4f);
            Assert.Equal(two - (one / 2), tracing.Row(5)[sample], 1e-4f);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ulong.MaxValue)]
    public void AnEqualStreamGivesAnEqualChangeAndAnotherAnother(ulong seed)
    {
        var chain = AugmentationChain.Of(All);
        var (first, again, other) = (Random(1, ValidRange.All(256)), Random(1, ValidRange.All(256)), Random(1, ValidRange.All(256)));

        chain.Apply(first, seed, 5, 6);
        chain.Apply(again, seed, 5, 6);
        chain.Apply(other, seed, 5, 7);

        Assert.Equal(first.Values, again.Values);
        Assert.NotEqual(first.Values, other.Values);
    }

    [Fact]
    public void AnotherAugmentationLeavesWhatTheOthersDraw()
    {
        var (alone, after) = (Random(2, ValidRange.All(256)), Random(2, ValidRange.All(256)));

        AugmentationChain.Of(new TimeOut()).Apply(alone, 9, 1);
        AugmentationChain.Of(new AmplitudeScale { Minimum = 1, Maximum = 1 }, new TimeOut()).Apply(after, 9, 1);

        Assert.Equal(alone.Values, after.Values);
    }

    [Fact]
    public void TheSecondOfAKindDrawsAnew()
    {
        var (once, twice) = (Random(2, ValidRange.All(256)), Random(2, ValidRange.All(256)));

        AugmentationChain.Of(new TimeOut()).Apply(once, 9, 1);
        AugmentationChain.Of(new TimeOut(), new TimeOut()).Apply(twice, 9, 1);

        Assert.NotEqual(once.Values, twice.Values);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 300)]
    [InlineData(1, 1000)]
    public void AProbabilityIsKept(double probability, int expected)
    {
        var changed = Enumerable.Range(0, 1000).Count(exam =>
        {
            var tracing = Random(3, ValidRange.All(8), 8);
            AugmentationChain.Of(new AmplitudeScale { Minimum = 2, Maximum = 2, Probability = probability }).Apply(tracing, 1, exam);
            return tracing.Values[0] != Random(3, ValidRange.All(8), 8).Values[0];
        });

        // Five standard deviations.
        Assert.InRange(changed, expected - 75, expected + 75);
    }

    [Fact]
    public void LeadsAreMaskedAsOftenAsSaidButNeverAll()
    {
        var masked = 0;
        for (var exam = 0; exam < 2000; exam++)
        {
            var tracing = Random(4, ValidRange.All(4), 4);
            new LeadMask { LeadProbability = 0.25 }.Apply(tracing, new RandomStream(1, "mask", exam));
            masked += Enumerable.Range(0, 12).Count(lead => !tracing.Row(lead).ContainsAnyExcept(0f));
            new LeadMask { LeadProbability = 1 }.Apply(tracing, new RandomStream(2, "mask", exam));
        }

        var all = Random(4, ValidRange.All(4), 4);
        new LeadMask { LeadProbability = 1 }.Apply(all, new RandomStream(2, "mask"));
        Assert.Single(Enumerable.Range(0, 12), lead => all.Row(lead).ContainsAnyExcept(0f));
        // One of twelve is spared: 2000 * 12 * 0.25 * 11 / 12, within five standard deviations.
        Assert.InRange(masked, 5500 - 330, 5500 + 330);
    }

    [Fact]
    public void NoTurnIsNoChangeAndADipolesTracingTurnsWithIt()
    {
        var still = Random(5, ValidRange.All(256));
        new VcgRotation { MaximumDegrees = 0 }.Apply(still, new RandomStream(1, "turn"));
        var original = Random(5, ValidRange.All(256));
        for (var place = 0; place < original.Values.Length; place++)
        {
            Assert.Equal(original.Values[place], still.Values[place], 1e-5f);
        }

        // Leads of a dipole that points left, turned by 90 degrees in the frontal plane, are those of one that points to the feet.
        var tracing = new Tracing(new TracingShape(LeadSet.Eight, new SampleRate(100), 1), [.. Enumerable.Range(0, 8).Select(lead => (float)Dipole.Dower[lead * 3])], ValidRange.All(1));
        DipoleFit.Of(LeadSet.Eight).Transform(tracing, Dipole.Rotation(Math.PI / 2, 0, 0));
        for (var lead = 0; lead < 8; lead++)
        {
            Assert.Equal(Dipole.Dower[(lead * 3) + 1], tracing.Values[lead], 1e-5);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsSaidBeforeAnythingIsRead()
    {
        var slow = new TracingShape(LeadSet.Twelve, new SampleRate(100), 1000);
        Assert.Contains("60.12 Hz does not fit tracings at 100", Assert.Throws<ArgumentException>(() => AugmentationChain.Of(new Powerline()).OutputOf(slow)).Message, StringComparison.Ordinal);
        Assert.Contains("three independent", Assert.Throws<ArgumentException>(() => new VcgRotation().OutputOf(slow with { Leads = LeadSet.Parse("I,II,III,aVF") })).Message, StringComparison.Ordinal);
        using var dataset = SourceDataset.Of(new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 64, Rate = new SampleRate(50) }));
        Assert.Throws<ArgumentException>(() => new BatchLoader(dataset, [0], new BatchLoaderOptions { Augmentations = AugmentationChain.Of(new Powerline()) }));
    }

    [Fact]
    public void AllProblemsOfAllStepsAreListed()
    {
        var error = Assert.Throws<SpecException>(() => AugmentationChain.Of(
            new CropResize { Minimum = 0 }, new TimeOut { Maximum = 2 }, new LeadMask { LeadProbability = -1, Probability = 3 }, new AmplitudeScale { Minimum = double.NaN },
            new TimeWarp { Strength = 1, Knots = 1 }, new BaselineWander { Components = 0, MinimumHertz = 2 }, new Powerline { Hertz = [] }, new MuscleNoise { Amplitude = -1 },
            new VcgRotation { MaximumScale = 0.5 }, new RandomCrop { Samples = 0, Probability = 0.5 }));

        Assert.Equal(14, error.Problems.Count);
        Assert.Contains("CropResize (1): Minimum is 0", error.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AugmentationsAreStoredAsJson()
    {
        foreach (var augmentation in All)
        {
            var text = JsonSerializer.Serialize(augmentation);
            Assert.Contains($"\"kind\":\"{augmentation.Name}\"", text, StringComparison.Ordinal);
            Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<EcgAugmentation>(text)));
        }
    }

    [Fact]
    public void TheLoadersChangesDependOnSeedEpochAndExamAlone()
    {
        using var dataset = SourceDataset.Of(new SyntheticEcgSource(new SyntheticOptions { Count = 20, Samples = 64, Rate = new SampleRate(50) }));
        var options = new BatchLoaderOptions { BatchSize = 5, Workers = 1, Prefetch = 1, StopStep = 8, Seed = 4, Augmentations = AugmentationChain.Of(new CropResize(), new RandomCrop { Samples = 48 }) };
        var one = Collect(dataset, options);
        var many = Collect(dataset, options with { Workers = 5, Prefetch = 7 });
        var alone = Collect(dataset, options with { BatchSize = 1, Shuffle = false, StopStep = 40 });

        Assert.Equal(12 * 48, one[(0, 3)].Length);
        Assert.Equal(40, one.Count);
        Assert.All(one, pair => Assert.Equal(pair.Value, many[pair.Key]));
        Assert.All(one, pair => Assert.Equal(pair.Value, alone[pair.Key]));
        Assert.NotEqual(one[(0, 3)], one[(1, 3)]);
    }

    private static Dictionary<(long Epoch, int Exam), float[]> Collect(SourceDataset dataset, BatchLoaderOptions options)
    {
        var loader = new BatchLoader(dataset, [.. Enumerable.Range(0, dataset.Count)], options);
        var seen = new Dictionary<(long, int), float[]>();
        foreach (var batch in loader.Batches())
        {
            using (batch)
            {
                for (var place = 0; place < batch.Size; place++)
                {
                    seen.Add((batch.Step / loader.StepsPerEpoch, batch.Indices[place]), batch.Tracing(place).ToArray());
                }
            }
        }

        return seen;
    }

    private static Tracing Random(ulong seed, ValidRange valid, int samples = 256)
    {
        var random = new RandomStream(seed, "input");
        var tracing = new Tracing(new TracingShape(LeadSet.Twelve, new SampleRate(250), samples), new float[12 * samples], valid);
        for (var lead = 0; lead < 12; lead++)
        {
            foreach (ref var value in tracing.ValidRow(lead))
            {
                value = (float)random.NextGaussian();
            }
        }

        return tracing;
    }
}
