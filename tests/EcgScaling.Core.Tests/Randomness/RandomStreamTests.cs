namespace EcgScaling.Core.Tests.Randomness;

public sealed class RandomStreamTests
{
    /// <summary>Known answers of the Random123 distribution (kat_vectors, philox4x32 10).</summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_known_answers(ulong low, ulong high, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block(low, high, key));

    [Fact]
    public void The_same_coordinates_give_the_same_numbers_and_any_other_coordinate_gives_others()
    {
        static ulong First(ulong seed, string purpose, params long[] index) => new RandomStream(seed, purpose, index).NextUInt64();
        ulong[] draws = [First(1, "a", 1), First(2, "a", 1), First(1, "b", 1), First(1, "a", 2), First(1, "a"), First(1, "a", 1, 0), First(1, "a", 0, 1)];
        Assert.Equal(draws.Length, draws.Distinct().Count());
        Assert.Equal(draws[0], First(1, "a", 1));
    }

    [Fact]
    public void Position_resumes_a_stream_anywhere()
    {
        var whole = new RandomStream(7, "resume");
        var drawn = Enumerable.Range(0, 50).Select(_ => whole.NextUInt32()).ToArray();
        Assert.Equal(50, whole.Position);
        for (var at = 0; at < 50; at++)
        {
            var resumed = new RandomStream(7, "resume") { Position = at };
            Assert.Equal(drawn[at], resumed.NextUInt32());
            Assert.Equal(at + 1, resumed.Position);
        }
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_the_moments_of_their_laws()
    {
        var stream = new RandomStream(3, "moments");
        const int draws = 200_000;
        var uniform = Enumerable.Range(0, draws).Select(_ => stream.NextDouble()).ToArray();
        var normal = Enumerable.Range(0, draws).Select(_ => stream.NextGaussian()).ToArray();
        Assert.InRange(uniform.Min(), 0, 1e-4);
        Assert.InRange(uniform.Max(), 1 - 1e-4, 1 - 1e-16);
        Assert.Equal(0.5, uniform.Average(), 0.005);
        Assert.Equal(1 / 12.0, uniform.Average(u => (u - 0.5) * (u - 0.5)), 0.002);
        Assert.Equal(0, normal.Average(), 0.01);
        Assert.Equal(1, normal.Average(z => z * z), 0.015);
        Assert.Equal(3, normal.Average(z => z * z * z * z), 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Bounded_integers_are_uniform(int bound)
    {
        var stream = new RandomStream(11, "bounded");
        var counts = new int[bound];
        for (var draw = 0; draw < 30_000; draw++)
        {
            counts[stream.NextInt32(bound)]++;
        }

        Assert.All(counts, count => Assert.Equal(30_000.0 / bound, count, 5 * Math.Sqrt(30_000.0 / bound)));
    }

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, "x").NextInt32(0));
}
