using EcgScaling.Data.Code;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests;

public sealed class EcgSourcesTests
{
    [Fact]
    public void ShardsAndTheGeneratorAreRecognised()
    {
        using var folder = new TemporaryFolder();
        using var synthetic = EcgSources.Open("synthetic:hospital:30:4");
        CodeShardWriter.Write(synthetic, folder.Path);
        using var shards = EcgSources.Open(folder.Path);

        Assert.IsType<SyntheticEcgSource>(synthetic);
        Assert.Equal(30, synthetic.Count);
        Assert.IsType<CodeShardSource>(shards);
        Assert.Equal("synthetic-hospital", shards.Name);
    }

    [Fact]
    public void AFolderOfNothingKnownSaysWhatWasLookedFor()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<EcgDataException>(() => EcgSources.Open(folder.Path));

        Assert.All(EcgSources.Formats.Where(format => format.Key != "synthetic"), format => Assert.Contains(format.Value, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/no/such/folder", null)]
    [InlineData("synthetic:moon", null)]
    [InlineData("synthetic:hospital:-4", null)]
    [InlineData("synthetic:hospital:99999999999", null)]
    [InlineData(".", "parquet")]
    public void WhatCannotBeOpenedIsATypedError(string path, string? format) => Assert.Throws<EcgDataException>(() => EcgSources.Open(path, format));
}
