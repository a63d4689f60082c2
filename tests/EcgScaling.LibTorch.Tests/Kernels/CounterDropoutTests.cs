using EcgScaling.LibTorch.Random;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>Dropout masks from the counter against Philox 4x32-10 written out here, word by word.</summary>
public sealed class CounterDropoutTests
{
    /// <summary>The known answers published with Random123 (kat_vectors).</summary>
    [Theory]
    [InlineData(new uint[] { 0, 0, 0, 0 }, 0UL, new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(new uint[] { uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue }, ulong.MaxValue, new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, 0x299f31d0a4093822UL, new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Words_are_those_of_the_published_generator(uint[] counter, ulong key, uint[] expected)
    {
        Assert.Equal(expected, CounterMask.Block(counter, key));
        Assert.Equal(expected, Philox(counter, key));
    }

    [Fact]
    public void Any_part_of_a_mask_is_that_of_the_counter()
    {
        var parts =
            from first in Gen.OneOf(Gen.Choose(0, 300).Select(i => (long)i), Gen.Choose(0, 200).Select(i => (1L << 36) - 100 + i))
            from count in Gen.Choose(1, 300)
            from keep in Gen.Elements(0.01, 0.3, 0.5, 0.8, 0.999, 1)
            from seed in Gen.Choose(0, int.MaxValue)
            select (first, count, keep, key: (ulong)seed * 0x9E3779B97F4A7C15UL);
        Prop.ForAll(Arb.From(parts), part => Assert.Equal(Expected(part.key, part.first, part.count, part.keep), CounterMask.Kept(part.key, part.first, part.count, part.keep)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.5, 37)]
    [InlineData(0.9, 9001)]
    public void Dropout_and_the_fused_pass_take_the_mask_of_the_next_key(double p, int samples)
    {
        using var scope = NewDisposeScope();
        using var counter = new DropoutSource(DropoutSource.Counter);
        manual_seed(4);
        var state = get_rng_state();
        var mask = functional.dropout(ones(3, 4, samples), p);
        var after = get_rng_state();
        Assert.False(state.Equals(after));
        Assert.True(mask.eq(0).logical_or(mask.eq(1.0f / (float)(1 - p))).all().item<bool>());

        set_rng_state(state);
        var wide = functional.dropout(ones([3, 4, samples], ScalarType.Float64), p);
        Assert.True(wide.gt(0).Equals(mask.gt(0)));
        Assert.True(after.Equals(get_rng_state()));

        set_rng_state(state);
        using var norm = BatchNorm1d(4);
        using var dropout = Dropout(p);
        var x = randn(3, 4, samples);
        var relu = norm.call(x).relu();
        set_rng_state(state);
        Assert.True(allclose(relu * mask, FusedBlocks.NormReluDropout(x, norm, dropout)!, 1e-5, 1e-5));
        Assert.True(after.Equals(get_rng_state()));
        Assert.False(functional.dropout(ones(3, 4, 9001), p).Equals(functional.dropout(ones(3, 4, 9001), p)));
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        using var counter = new DropoutSource(DropoutSource.Counter);
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            manual_seed(9);
            var one = functional.dropout(ones(100_003), 0.3);
            set_num_threads(3);
            manual_seed(9);
            Assert.True(one.Equals(functional.dropout(ones(100_003), 0.3)));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    /// <summary>Shares, and the correlation with the elements before, within five deviations of independent draws.</summary>
    [Fact]
    public void Masks_keep_the_share_that_was_asked_for_and_neighbours_are_independent()
    {
        const int Count = 1 << 20;
        foreach (var keep in (double[])[0.2, 0.5, 0.8])
        {
            var kept = CounterMask.Kept(12345, 0, Count, keep);
            Assert.InRange(kept.Average(bit => (double)bit), keep - (5 * Math.Sqrt(keep * (1 - keep) / Count)), keep + (5 * Math.Sqrt(keep * (1 - keep) / Count)));
            foreach (var lag in (int[])[1, 2, 4, 16, 64])
            {
                var both = Enumerable.Range(lag, Count - lag).Average(i => (kept[i] - keep) * (kept[i - lag] - keep));
                Assert.InRange(both, -5 * keep * (1 - keep) / Math.Sqrt(Count), 5 * keep * (1 - keep) / Math.Sqrt(Count));
            }
        }
    }

    [Fact]
    public void Without_the_kernels_masks_are_libtorchs()
    {
        using var scope = NewDisposeScope();
        using var standard = new DropoutSource(-1);
        var x = ones(500);
        manual_seed(3);
        var with = functional.dropout(x, 0.4);
        using var without = new WithoutDirectKernels();
        manual_seed(3);
        var libtorchs = functional.dropout(x, 0.4);
        manual_seed(3);
        Assert.True(libtorchs.Equals(new Dispatch.AtenOp("aten::dropout").Tensor(x, 0.4, true)));
        Assert.False(libtorchs.Equals(with));
    }

    private static byte[] Expected(ulong key, long first, int count, double keep)
    {
        var threshold = (uint)Math.Min(Math.Ceiling(keep * 4294967296.0), 4294967295.0);
        var kept = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var element = first + i;
            var block = (ulong)((element / 64 * 16) + (element % 16));
            kept[i] = Philox([(uint)block, (uint)(block >> 32), 0, 0], key)[element / 16 % 4] < threshold ? (byte)1 : (byte)0;
        }

        return kept;
    }

    // After Salmon et al. (2011), one word at a time.
    private static uint[] Philox(uint[] counter, ulong key)
    {
        var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3]);
        var (low, high) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (first, second) = (a * 0xD2511F53UL, c * 0xCD9E8D57UL);
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ low, (uint)second, (uint)(first >> 32) ^ d ^ high, (uint)first);
            low = unchecked(low + 0x9E3779B9u);
            high = unchecked(high + 0xBB67AE85u);
        }

        return [a, b, c, d];
    }
}
