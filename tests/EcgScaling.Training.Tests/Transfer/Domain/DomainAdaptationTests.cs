using EcgScaling.Data;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Training.Transfer.Domain;

public sealed class DomainAdaptationTests
{
    [Fact]
    public void The_encoders_own_preparation_is_enough_where_it_leads_to_its_input()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Rate = new SampleRate(500), Samples = 5000 });
        var adaptation = DomainAdaptation.Of(source, Sites.Input, SignalUnit.Millivolts);
        Assert.Equal(Sites.Input.Preprocessing, adaptation.Preprocessing);
        Assert.Equal(["leads", "rate", "length"], adaptation.Differences.Select(difference => difference.Aspect));
        Assert.Equal("500 Hz", adaptation.Differences[1].Records);
        Assert.Equal("cut", adaptation.Differences[2].Resolution);
        Assert.Empty(adaptation.Warnings);
    }

    [Fact]
    public void Steps_are_added_around_a_preparation_that_counts_on_other_records()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Rate = new SampleRate(500), Samples = 5000 });
        var adaptation = DomainAdaptation.Of(source, Sites.Input with { Preprocessing = "highpass(0.5)" }, SignalUnit.Millivolts);
        Assert.Equal("leads(8)|resample(50)|highpass(0.5,4)|crop(256)", adaptation.Preprocessing);
        Assert.Contains(adaptation.Differences, difference => difference.Aspect == "preparation");
        using var prepared = new PreparedSource(source, EcgPipeline.Parse(adaptation.Preprocessing));
        Assert.Equal(new TracingShape(LeadSet.Eight, new SampleRate(50), 256), prepared.CommonShape);
    }

    [Fact]
    public void Missing_limb_leads_are_derived_and_missing_chest_leads_refused()
    {
        using var limb = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Leads = LeadSet.Parse("II,III"), Rate = new SampleRate(100), Samples = 600 });
        var adaptation = DomainAdaptation.Of(limb, Sites.Input with { Leads = LeadSet.Parse("I,II"), Preprocessing = string.Empty }, SignalUnit.Millivolts);
        Assert.Contains("derived", adaptation.Differences[0].Resolution, StringComparison.Ordinal);
        var error = Assert.Throws<EcgDataException>(() => DomainAdaptation.Of(limb, Sites.Input, SignalUnit.Millivolts));
        Assert.Contains("V1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_never_mix_silently()
    {
        using var millivolts = Sites.Of(SyntheticSite.Hospital, 3);
        var standardised = DomainAdaptation.Of(millivolts, Sites.Input, SignalUnit.StandardDeviations);
        Assert.StartsWith("znorm(lead)|", standardised.Preprocessing, StringComparison.Ordinal);
        Assert.Contains(standardised.Differences, difference => difference.Aspect == "unit");

        using var other = new PreparedSource(Sites.Of(SyntheticSite.Hospital, 3), EcgPipeline.Parse("znorm(lead)"));
        var error = Assert.Throws<EcgDataException>(() => DomainAdaptation.Of(other, Sites.Input, SignalUnit.Millivolts));
        Assert.Contains("standard deviations", error.Message, StringComparison.Ordinal);
        Assert.Single(DomainAdaptation.Of(millivolts, Sites.Input).Warnings);
    }

    [SharedDataFact("ludb/ludb.csv")]
    public void Ludb_fits_a_checkpoint_of_eight_leads_at_100_hertz()
    {
        using var source = EcgSources.Open(SharedData.PathOf("ludb"));
        var adaptation = DomainAdaptation.Of(source, new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(100), Samples = 1000 }, SignalUnit.Millivolts);
        Assert.Equal("leads(8)|resample(100)", adaptation.Preprocessing);
        Assert.Equal(["leads", "rate", "preparation"], adaptation.Differences.Select(difference => difference.Aspect));
    }
}
