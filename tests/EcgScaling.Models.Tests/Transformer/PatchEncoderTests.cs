using EcgScaling.Models.Tests.Contract;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.Patches;

/// <summary>What masked modelling and padded tracings need of the Transformer.</summary>
public sealed class PatchEncoderTests
{
    public static TheoryData<string> Cases => [.. EncoderCases.All.Where(entry => entry.Value is EcgTransformerConfig).Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void UnpatchifyUndoesPatchify(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, input) = Make(name);
        var patches = encoder.Patchify(input);
        Assert.Equal([2, encoder.PatchCount, encoder.PatchValues], patches.shape);
        Assert.Equal(encoder.PatchCount, encoder.PatchWindows.Count);
        Assert.True(encoder.Unpatchify(patches).equal(input).all().item<bool>());
        Assert.Throws<ArgumentException>(() => encoder.Unpatchify(patches.narrow(1, 0, 1)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EncodingAllPatchesIsEncoding(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, input) = Make(name);
        var all = arange(0, encoder.PatchCount, dtype: ScalarType.Int64).unsqueeze(0).expand(2, -1);
        Assert.True(encoder.EncodeVisible(encoder.Embed(input), all).allclose(encoder.Tokens(input), rtol: 1e-4, atol: 1e-5));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void KeptPatchesDoNotSeeTheOthersAndKeepTheirPlaces(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, input) = Make(name);
        var keep = tensor(new long[] { 3, 0, 1, 2 }, [2, 2]);
        var features = encoder.EncodeVisible(encoder.Embed(input), keep);
        Assert.Equal([2, 2, encoder.TokenSize], features.shape);

        var changed = encoder.Patchify(input).clone();
        changed.index_put_(100.0, TensorIndex.Single(0), TensorIndex.Single(1));
        changed.index_put_(100.0, TensorIndex.Single(1), TensorIndex.Single(0));
        var same = encoder.EncodeVisible(encoder.Embed(encoder.Unpatchify(changed)), keep);
        Assert.True(same.allclose(features));

        // The order of the indices is the order of the result.
        var turned = encoder.EncodeVisible(encoder.Embed(input), tensor(new long[] { 0, 3, 2, 1 }, [2, 2]));
        Assert.True(turned.flip(1).allclose(features, rtol: 1e-4, atol: 1e-5));
        Assert.Throws<ArgumentException>(() => encoder.EncodeVisible(encoder.Embed(input), keep.to(ScalarType.Int32)));
        Assert.Throws<ArgumentException>(() => encoder.EncodeVisible(encoder.Embed(input), keep.narrow(0, 0, 1)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatLiesBeyondTheValidSamplesDoesNotMatter(string name)
    {
        using var scope = NewDisposeScope();
        var (encoder, input) = Make(name);
        var size = encoder.Knobs.PatchSize;
        var valid = tensor(new long[] { size * 2, encoder.Input.Samples });
        var features = encoder.Encode(input, valid);
        Assert.Equal([2, encoder.FeatureSize], features.shape);
        var noisy = input.clone();
        noisy.narrow(0, 0, 1).narrow(2, size * 2, encoder.Input.Samples - (size * 2)).fill_(50);
        Assert.True(encoder.Encode(noisy, valid).allclose(features, rtol: 1e-4, atol: 1e-5));
        Assert.False(encoder.call(noisy).allclose(encoder.call(input)));

        // A tracing that is valid throughout is encoded as without a mask.
        Assert.True(features[1].allclose(encoder.call(input)[1], rtol: 1e-4, atol: 1e-5));
        Assert.Throws<ArgumentException>(() => encoder.Encode(input, valid.unsqueeze(0)));
    }

    [Fact]
    public void DropPathDropsWholeBranchesInTrainingAlone()
    {
        using var scope = NewDisposeScope();
        var branch = ones(200, 3, 4);
        manual_seed(1);
        var dropped = DropPath.Apply(branch, 0.25, training: true);
        var perTracing = dropped.reshape(200, 12);
        Assert.True(perTracing.amax([1L]).equal(perTracing.amin([1L])).all().item<bool>());
        Assert.InRange(perTracing.select(1, 0).gt(0).to(ScalarType.Float32).mean().item<float>(), 0.65f, 0.85f);
        Assert.Equal(1 / 0.75f, perTracing.max().item<float>(), 5);
        Assert.Same(branch, DropPath.Apply(branch, 0.25, training: false));
    }

    private static (EcgTransformerEncoder Encoder, Tensor Input) Make(string name)
    {
        var config = (EcgTransformerConfig)EncoderCases.All[name];
        manual_seed(3);
        var encoder = new EcgTransformerEncoder(config);
        encoder.eval();
        return (encoder, randn(2, config.Input.Leads.Count, config.Input.Samples));
    }
}
