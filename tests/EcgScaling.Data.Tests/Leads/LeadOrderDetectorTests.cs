using EcgScaling.Data.Leads;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Leads;

public sealed class LeadOrderDetectorTests
{
    [Fact]
    public void EveryOrderOfTheLimbLeadsIsFoundWhereverTheyStand()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 2, Samples = 800 });
        var record = source.Load(1);
        var random = new RandomStream(5, "orders");
        for (var trial = 0; trial < 300; trial++)
        {
            // Limb leads anywhere among the twelve; the chest leads keep their order.
            var places = Enumerable.Range(0, 12).ToArray();
            Shuffle(places, random);
            var limbs = LeadSet.Twelve.Take(6).ToArray();
            var order = new Lead[12];
            for (var limb = 0; limb < 6; limb++)
            {
                order[places[limb]] = limbs[limb];
            }

            var chest = 6;
            for (var place = 0; place < 12; place++)
            {
                order[place] = order[place].Name.Length > 0 ? order[place] : LeadSet.Twelve[chest++];
            }

            var truth = new LeadSet(order);
            var (outcome, found) = Find(record, truth);

            Assert.Equal(truth.Equals(LeadSet.Twelve) ? LeadOrderOutcome.AsDocumented : LeadOrderOutcome.Permuted, outcome);
            Assert.Equal(truth, found);
        }
    }

    [SharedDataFact("ludb")]
    public void RealRecordsProveTheirOrder()
    {
        using var source = EcgSources.Open(SharedData.PathOf("ludb"));
        var order = LeadSet.Parse("I,II,III,aVL,aVF,aVR,V1,V2,V3,V4,V5,V6");
        for (var index = 0; index < source.Count; index++)
        {
            Assert.Equal((LeadOrderOutcome.AsDocumented, LeadSet.Twelve), Find(source.Load(index), LeadSet.Twelve));
            Assert.Equal((LeadOrderOutcome.Permuted, order), Find(source.Load(index), order));
        }
    }

    [Fact]
    public void TracingsThatProveNothingAreToldApart()
    {
        var random = new RandomStream(6, "noise");
        var noise = Enumerable.Range(0, 12 * 500).Select(_ => (float)random.NextGaussian()).ToArray();
        var wave = Enumerable.Range(0, 500).Select(sample => MathF.Sin(sample / 9f)).ToArray();
        // One wave in every lead: leads that differ in size alone.
        var proportional = Enumerable.Range(0, 12).SelectMany(lead => wave.Select(value => value * (lead + 1))).ToArray();

        Assert.Equal(LeadOrderOutcome.NoneHolds, FindIn(noise).Outcome);
        Assert.Equal(LeadOrderOutcome.NoneHolds, FindIn(proportional).Outcome);
        Assert.Equal(LeadOrderOutcome.NoneHolds, FindIn(new float[6000]).Outcome);
        Assert.Equal(LeadOrderOutcome.NoneHolds, FindIn([.. Enumerable.Repeat(float.NaN, 6000)]).Outcome);
    }

    [Fact]
    public void LeadsThatOccurTwiceAreAmbiguous()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 1, Samples = 800 });
        var record = source.Load(0);
        var tracing = (float[])record.Millivolts.Clone();
        // A copy of lead III where V1 should be: either may be III.
        record[Lead.III].CopyTo(tracing.AsSpan(6 * 800));
        record[Lead.AVR].CopyTo(tracing.AsSpan(7 * 800));
        record[Lead.I].CopyTo(tracing.AsSpan(8 * 800));
        var detector = new LeadOrderDetector(LeadSet.Twelve);
        detector.Add(tracing, 800, ValidRange.All(800));

        Assert.Equal(LeadOrderOutcome.Ambiguous, detector.Find().Outcome);
    }

    [Fact]
    public void SetsWithoutAllLimbLeadsCannotTell()
    {
        Assert.False(LeadOrderDetector.CanTell(LeadSet.Eight));
        Assert.True(LeadOrderDetector.CanTell(LeadSet.Twelve));
    }

    private static (LeadOrderOutcome Outcome, LeadSet Order) Find(EcgRecord record, LeadSet fileOrder)
    {
        var tracing = fileOrder.SelectMany(lead => record[lead].ToArray()).ToArray();
        var detector = new LeadOrderDetector(LeadSet.Twelve);
        detector.Add(tracing, record.Shape.Samples, record.Valid);
        return detector.Find();
    }

    private static (LeadOrderOutcome Outcome, LeadSet Order) FindIn(float[] tracing)
    {
        var detector = new LeadOrderDetector(LeadSet.Twelve);
        detector.Add(tracing, tracing.Length / 12, ValidRange.All(tracing.Length / 12));
        return detector.Find();
    }

    private static void Shuffle(int[] places, RandomStream random)
    {
        for (var place = places.Length - 1; place > 0; place--)
        {
            var other = random.NextInt32(place + 1);
            (places[place], places[other]) = (places[other], places[place]);
        }
    }
}
