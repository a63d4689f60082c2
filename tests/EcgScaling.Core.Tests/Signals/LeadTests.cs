using System.Text.Json;

namespace EcgScaling.Core.Tests.Signals;

public sealed class LeadTests
{
    [Theory]
    [InlineData("DI", "I")]
    [InlineData(" dii ", "II")]
    [InlineData("AVR", "aVR")]
    [InlineData("avf", "aVF")]
    [InlineData("v6", "V6")]
    [InlineData("MDC_ECG_LEAD_III", "III")]
    [InlineData("D3", "III")]
    [InlineData("MLII", "MLII")]
    public void Spellings_come_to_one_name(string found, string canonical) => Assert.Equal(canonical, Lead.Parse(found).Name);

    [Fact]
    public void Sets_are_equal_by_order_and_read_back()
    {
        Assert.Equal(LeadSet.Twelve, LeadSet.Parse(LeadSet.Twelve.ToString()));
        Assert.NotEqual(LeadSet.Parse("I,II"), LeadSet.Parse("II,I"));
        Assert.Equal(LeadSet.Eight, LeadSet.Parse("8"));
        Assert.Equal(7, LeadSet.Twelve.IndexOf(Lead.V2));
        Assert.Equal(-1, LeadSet.Eight.IndexOf(Lead.AVL));
    }

    [Fact]
    public void A_lead_twice_is_refused_by_name() =>
        Assert.Contains("aVL occurs 2 times", Assert.Throws<ArgumentException>(() => LeadSet.Parse("aVL,II,avl")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_spec_survives_json_and_names_what_does_not_fit()
    {
        var spec = new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(250), Samples = 2500, Preprocessing = "resample(250)" };
        Assert.Equal(spec, JsonSerializer.Deserialize<EcgSpec>(JsonSerializer.Serialize(spec)));
        var message = Assert.Throws<ArgumentException>(() => spec.Require(LeadSet.Twelve, SampleRate.Code, 4096)).Message;
        Assert.Contains("expected I,II,V1", message, StringComparison.Ordinal);
        Assert.Contains("resample(250)", message, StringComparison.Ordinal);
        Assert.Contains("crop(2500)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_lists_every_problem_at_once() =>
        Assert.Equal(2, Assert.Throws<SpecException>(() => new EcgSpec { Samples = 0, Rate = default }.Validate()).Problems.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_no_rate_is_refused(double hertz) => Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRate(hertz));
}
