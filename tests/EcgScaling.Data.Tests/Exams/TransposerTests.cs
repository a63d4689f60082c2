namespace EcgScaling.Data.Tests.Exams;

public sealed class TransposerTests
{
    [Theory]
    [InlineData(12, 64)]
    [InlineData(12, 61)]
    [InlineData(12, 4096)]
    [InlineData(15, 47)]
    [InlineData(4, 16)]
    [InlineData(8, 3)]
    [InlineData(13, 17)]
    [InlineData(1, 5)]
    public void EveryValueIsInItsPlaceWhereverTheDestinationStarts(int leads, int samples)
    {
        float[] source = [.. Enumerable.Range(1, leads * samples).Select(value => (float)value)];
        for (var start = 0; start < 17; start++)
        {
            var room = new float[source.Length + 20];

            Assert.True(Transposer.ToLeads(source, room.AsSpan(start, source.Length), leads, samples, 0.5f));

            for (var place = 0; place < source.Length; place++)
            {
                var (lead, sample) = Math.DivRem(place, samples);
                Assert.Equal(source[(sample * leads) + lead] * 0.5f, room[start + place]);
            }

            Assert.All(room[..start], value => Assert.Equal(0, value));
            Assert.All(room[(start + source.Length)..], value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AnInvalidValueIsSeenWhereverItIs(float invalid)
    {
        const int Leads = 13, Samples = 35;
        for (var place = 0; place < Leads * Samples; place++)
        {
            var source = new float[Leads * Samples];
            source[place] = invalid;

            Assert.False(Transposer.ToLeads(source, new float[source.Length], Leads, Samples, 1));
        }
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(3, 5)]
    public void AValueThatTheFactorMakesInfiniteIsSeenAlsoBesideItsOpposite(int leads, int samples)
    {
        var source = new float[leads * samples];
        (source[0], source[1]) = (3e38f, -3e38f);

        Assert.False(Transposer.ToLeads(source, new float[source.Length], leads, samples, 2));
    }
}
