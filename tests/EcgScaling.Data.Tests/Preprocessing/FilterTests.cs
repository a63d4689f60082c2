using System.Runtime.InteropServices;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Preprocessing;

public sealed class FilterTests
{
    [Theory]
    [InlineData("resample(400)", 500, "resample_500_400")]
    [InlineData("resample(100)", 500, "resample_500_100")]
    [InlineData("resample(1000)", 500, "resample_500_1000")]
    [InlineData("resample(400)", 257, "resample_257_400")]
    [InlineData("highpass(0.5)", 500, "highpass_0.5_4")]
    [InlineData("highpass(0.67,3)", 500, "highpass_0.67_3")]
    [InlineData("lowpass(40)", 500, "lowpass_40_4")]
    [InlineData("lowpass(100,5)", 500, "lowpass_100_5")]
    [InlineData("bandpass(0.5,40)", 500, "bandpass_0.5_40_4")]
    [InlineData("bandpass(5,15,3)", 500, "bandpass_5_15_3")]
    [InlineData("ellip()", 500, "ellip_500")]
    [InlineData("ellip()", 1000, "ellip_1000")]
    [InlineData("ellip()", 300, "ellip_300")]
    [InlineData("notch(50)", 500, "notch_50")]
    [InlineData("notch(60)", 500, "notch_60")]
    public void EqualsScipyToAMillionth(string step, double hertz, string golden)
    {
        var input = Read("input");
        var expected = Read(golden);
        // Five copies as leads, so that both whole and partial groups of four are filtered.
        var leads = new LeadSet(Lead.I, Lead.II, Lead.V1, Lead.V2, Lead.V3);
        var values = Enumerable.Repeat(input, 5).SelectMany(row => row).Select(value => (float)value).ToArray();
        var tracing = new Tracing(new TracingShape(leads, new SampleRate(hertz), input.Length), values, ValidRange.All(input.Length));

        EcgPipeline.Parse(step).Apply(tracing);

        Assert.Equal(expected.Length, tracing.Shape.Samples);
        for (var lead = 0; lead < 5; lead++)
        {
            var row = tracing.Row(lead);
            for (var sample = 0; sample < expected.Length; sample++)
            {
                Assert.Equal(expected[sample], row[sample], 1e-6);
            }
        }
    }

    [Fact]
    public void FiltersTouchRecordedSamplesOnly()
    {
        var input = Read("input").Select(value => (float)value).ToArray();
        var padded = new float[1400];
        input.CopyTo(padded, 150);
        var tracing = new Tracing(new TracingShape(new LeadSet(Lead.II), new SampleRate(500), 1400), padded, new ValidRange(150, 1000));

        EcgPipeline.Parse("highpass(0.5)").Apply(tracing);

        Assert.DoesNotContain(tracing.Values[..150], value => value != 0);
        Assert.DoesNotContain(tracing.Values[1150..], value => value != 0);
        var expected = Read("highpass_0.5_4");
        Assert.Equal(expected[500], tracing.Values[650], 1e-6);
    }

    [Fact]
    public void AFilterOnTooShortATracingSaysHowManySamplesItNeeds()
    {
        var tracing = new Tracing(new TracingShape(new LeadSet(Lead.II), new SampleRate(500), 20), new float[20], ValidRange.All(20));

        var error = Assert.Throws<ArgumentException>(() => EcgPipeline.Parse("bandpass(0.5,40)").Apply(tracing));

        Assert.Contains("20 recorded samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEdgeAboveHalfTheRateIsRefused()
    {
        var shape = new TracingShape(LeadSet.Twelve, new SampleRate(100), 1000);

        var error = Assert.Throws<ArgumentException>(() => EcgPipeline.Parse("lowpass(60)").OutputOf(shape));

        Assert.Contains("60 Hz", error.Message, StringComparison.Ordinal);
    }

    private static double[] Read(string name) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Golden.PathOf("filters", name + ".f64"))).ToArray();
}
