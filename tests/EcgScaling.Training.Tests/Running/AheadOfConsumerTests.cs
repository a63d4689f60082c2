namespace EcgScaling.Training.Running;

public sealed class AheadOfConsumerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Items_come_in_order_and_no_place_is_used_again_while_its_item_is_out(int places)
    {
        var held = new int[places];
        var (made, taken) = (0, new List<int>());
        foreach (var item in AheadOfConsumer.Run(Enumerable.Range(0, 500), places, Prepare, _ => { }))
        {
            Assert.InRange(Volatile.Read(ref made), item + 1, item + places);
            // What the other thread writes meanwhile would show here.
            Thread.SpinWait(item % 7 * 100);
            Assert.Equal(item, Volatile.Read(ref held[item % places]));
            taken.Add(item);
        }

        Assert.Equal(Enumerable.Range(0, 500), taken);

        void Prepare(int item)
        {
            Volatile.Write(ref held[item % places], item);
            Interlocked.Increment(ref made);
        }
    }

    [Fact]
    public void Stopping_early_discards_what_was_made_ahead_and_lets_go_of_the_source()
    {
        var (open, discarded) = (false, new List<int>());
        foreach (var item in AheadOfConsumer.Run(Source(), 3, _ => { }, discarded.Add))
        {
            if (item == 4)
            {
                break;
            }
        }

        Assert.False(open);
        Assert.All(discarded, item => Assert.InRange(item, 5, 6));
        Assert.Equal(discarded.Order().Distinct(), discarded);

        IEnumerable<int> Source()
        {
            open = true;
            try
            {
                for (var item = 0; ; item++)
                {
                    yield return item;
                }
            }
            finally
            {
                open = false;
            }
        }
    }

    [Fact]
    public void An_error_of_the_source_arrives_at_its_place()
    {
        var taken = new List<int>();
        var error = Assert.Throws<InvalidDataException>(() => Take(AheadOfConsumer.Run(Source(), 2, _ => { }, _ => { }), taken));
        Assert.Equal("torn", error.Message);
        Assert.Equal([0, 1, 2], taken);

        static IEnumerable<int> Source()
        {
            yield return 0;
            yield return 1;
            yield return 2;
            throw new InvalidDataException("torn");
        }
    }

    [Fact]
    public void An_item_that_cannot_be_prepared_is_discarded_and_the_error_arrives_at_its_place()
    {
        var (taken, discarded) = (new List<int>(), new List<int>());
        Assert.Throws<InvalidOperationException>(() => Take(AheadOfConsumer.Run([0, 1, 2, 3], 2, item => ThrowAt(2, item), discarded.Add), taken));
        Assert.Equal([0, 1], taken);
        Assert.Equal([2], discarded);
    }

    [Fact]
    public void A_source_that_is_cancelled_is_an_error_of_the_consumer()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Take(AheadOfConsumer.Run(Source(), 2, _ => { }, _ => { }), []));

        IEnumerable<int> Source()
        {
            yield return 0;
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        }
    }

    private static void Take(IEnumerable<int> items, List<int> into)
    {
        foreach (var item in items)
        {
            into.Add(item);
        }
    }

    private static void ThrowAt(int place, int item)
    {
        if (item == place)
        {
            throw new InvalidOperationException("no room");
        }
    }
}
