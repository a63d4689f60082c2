namespace EcgScaling.Core.Tests.Randomness;

public sealed class RandomPermutationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(1025)]
    public void Every_item_occurs_once(int count)
    {
        var order = new RandomPermutation(count, 5, "records", 2);
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(place => (int)order[place]).Order());
    }

    [Fact]
    public void Epochs_differ_and_repeat()
    {
        static long[] Order(int epoch) => [.. Enumerable.Range(0, 100).Select(place => new RandomPermutation(100, 5, "records", epoch)[place])];
        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));
    }

    [Fact]
    public void Each_item_is_equally_likely_at_the_first_place()
    {
        var counts = new int[7];
        for (var epoch = 0; epoch < 14_000; epoch++)
        {
            counts[new RandomPermutation(7, 9, "records", epoch)[0]]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 1800, 2200));
    }

    [Fact]
    public void A_place_outside_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomPermutation(3, 1, "x")[3]);
}
