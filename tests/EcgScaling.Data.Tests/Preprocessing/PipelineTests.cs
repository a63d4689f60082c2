using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Tests.Preprocessing;

public sealed class PipelineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("resample(400)|highpass(0.5)|leads(I,II,V1,V2,V3,V4,V5,V6)|crop(4096)", "resample(400)|highpass(0.5,4)|leads(8)|crop(4096)")]
    [InlineData(" notch( 60 ) | znorm | crop(100, valid)", "notch(60,30)|znorm(lead)|crop(100,valid)")]
    [InlineData("einthoven|scale(mV)|clip(5)|nan(zero)", "einthoven(12)|scale(1)|clip(5)|nan(zero)")]
    [InlineData("ellip|lowpass(40,2)|bandpass(1,30)", "ellip()|lowpass(40,2)|bandpass(1,30,4)")]
    public void IsPrintedInCanonicalFormAndReadBack(string text, string canonical)
    {
        var pipeline = EcgPipeline.Parse(text);

        Assert.Equal(canonical, pipeline.ToString());
        Assert.Equal(canonical, EcgPipeline.Parse(canonical).ToString());
    }

    [Theory]
    [InlineData("resampel(400)")]
    [InlineData("resample()")]
    [InlineData("resample(-5)")]
    [InlineData("resample(abc)")]
    [InlineData("crop(0)")]
    [InlineData("crop(10,middle)")]
    [InlineData("highpass(0.5")]
    [InlineData("bandpass(40,0.5)")]
    [InlineData("znorm(all)")]
    [InlineData("leads()")]
    [InlineData("leads(I,I)")]
    [InlineData("nan(maybe)")]
    [InlineData("crop(10)||crop(5)")]
    [InlineData("highpass(0.5,99)")]
    [InlineData("scale(NaN)")]
    public void WhatCannotBeReadIsRefusedWithTheKnownSteps(string text)
    {
        var error = Assert.Throws<FormatException>(() => EcgPipeline.Parse(text));

        Assert.Contains("resample(hz)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2934, 581)]
    [InlineData(4000, 48)]
    [InlineData(2935, 580)]
    public void CropPadsAsCodeDid(int samples, int left)
    {
        var tracing = Ramp(samples);

        EcgPipeline.Parse("crop(4096)").Apply(tracing);

        Assert.Equal(new ValidRange(left, samples), tracing.Valid);
        Assert.Equal(0, tracing.Values[left - 1]);
        Assert.Equal(1, tracing.Values[left]);
        Assert.Equal(samples, tracing.Values[left + samples - 1]);
        Assert.Equal(0, tracing.Values[left + samples]);
    }

    [Fact]
    public void CropCutsTheMiddle()
    {
        var tracing = Ramp(5001);

        EcgPipeline.Parse("crop(4096)").Apply(tracing);

        Assert.Equal(453, tracing.Values[0]);
        Assert.Equal(ValidRange.All(4096), tracing.Valid);
    }

    [Fact]
    public void CropValidIgnoresPadding()
    {
        var tracing = Ramp(1000);
        EcgPipeline.Parse("crop(4096)").Apply(tracing);

        EcgPipeline.Parse("crop(500,valid)").Apply(tracing);

        Assert.Equal(ValidRange.All(500), tracing.Valid);
        Assert.Equal(251, tracing.Values[0]);
    }

    [Theory]
    [InlineData("I,II")]
    [InlineData("III,aVR")]
    [InlineData("aVL,II")]
    [InlineData("aVF,aVL")]
    public void AnyTwoLimbLeadsGiveTheSix(string given)
    {
        float[] first = [0.3f, -1, 2], second = [1, 0.5f, -0.25f];
        var six = new Dictionary<string, float[]>
        {
            ["I"] = first,
            ["II"] = second,
            ["III"] = Combine(-1, 1),
            ["aVR"] = Combine(-0.5f, -0.5f),
            ["aVL"] = Combine(1, -0.5f),
            ["aVF"] = Combine(-0.5f, 1),
        };
        var leads = LeadSet.Parse(given);
        var tracing = new Tracing(new TracingShape(leads, SampleRate.Code, 3), [.. leads.SelectMany(lead => six[lead.Name])], ValidRange.All(3));

        EcgPipeline.Parse("leads(I,II,III,aVR,aVL,aVF)").Apply(tracing);

        var names = "I,II,III,aVR,aVL,aVF".Split(',');
        for (var row = 0; row < 6; row++)
        {
            for (var sample = 0; sample < 3; sample++)
            {
                Assert.Equal(six[names[row]][sample], tracing.Row(row)[sample], 1e-6f);
            }
        }

        float[] Combine(float a, float b) => [.. first.Zip(second, (x, y) => (a * x) + (b * y))];
    }

    [Fact]
    public void AMissingChestLeadIsRefused()
    {
        var shape = new TracingShape(LeadSet.Parse("I,II,V1"), SampleRate.Code, 100);

        var error = Assert.Throws<ArgumentException>(() => EcgPipeline.Parse("leads(8)").OutputOf(shape));

        Assert.Contains("V2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidSamplesAreInterpolatedUnlessToldOtherwise()
    {
        float[] values = [float.NaN, 1, float.NaN, float.PositiveInfinity, 4, float.NaN];
        Tracing Fresh() => new(new TracingShape(new LeadSet(Lead.I), SampleRate.Code, 6), [.. values], ValidRange.All(6));

        var joined = Fresh();
        EcgPipeline.Empty.Apply(joined);
        var zeroed = Fresh();
        EcgPipeline.Parse("nan(zero)").Apply(zeroed);

        Assert.Equal([1, 1, 2, 3, 4, 4], joined.Values);
        Assert.Equal([0, 1, 0, 0, 4, 0], zeroed.Values);
        Assert.Throws<ArgumentException>(() => EcgPipeline.Parse("nan(reject)").Apply(Fresh()));
    }

    [Fact]
    public void NormalisingGivesMeanZeroAndDeviationOneOverTheRecordedSamples()
    {
        var tracing = Ramp(100);
        EcgPipeline.Parse("crop(200)|znorm").Apply(tracing);

        var row = tracing.ValidRow(0).ToArray();
        Assert.Equal(0, row.Average(), 1e-6f);
        Assert.Equal(1, row.Average(value => value * value), 1e-5f);
        Assert.Equal(0, tracing.Values[0]);
    }

    [Fact]
    public void AFlatLeadNormalisesToZero()
    {
        var tracing = new Tracing(new TracingShape(new LeadSet(Lead.I), SampleRate.Code, 50), [.. Enumerable.Repeat(0.7f, 50)], ValidRange.All(50));

        EcgPipeline.Parse("znorm").Apply(tracing);

        Assert.DoesNotContain(tracing.Values, value => value != 0);
    }

    private static Tracing Ramp(int samples) => new(
        new TracingShape(new LeadSet(Lead.I), SampleRate.Code, samples), [.. Enumerable.Range(1, samples).Select(value => (float)value)], ValidRange.All(samples));
}
