using System.Text.Json;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Training.Paradigms;

public sealed class ParadigmConfigTests
{
    [Theory]
    [InlineData("supervised")]
    [InlineData("regression")]
    [InlineData("masked")]
    [InlineData("simclr")]
    [InlineData("cmsc")]
    [InlineData("patient")]
    [InlineData("vicreg")]
    [InlineData("jepa")]
    public void Every_word_gives_valid_settings_that_read_back(string word)
    {
        var config = ParadigmConfig.FromName(word);
        config.Validate();
        Assert.Equal(word, config.Name);
        Assert.Equal(config, JsonSerializer.Deserialize<ParadigmConfig>(JsonSerializer.Serialize(config, TrainingJson.Line), TrainingJson.Line));
    }

    [Fact]
    public void An_unknown_word_lists_those_there_are() =>
        Assert.Contains("simclr", Assert.Throws<ArgumentException>(() => ParadigmConfig.FromName("byol")).Message, StringComparison.Ordinal);

    [Fact]
    public void Problems_are_listed()
    {
        Assert.Equal(2, Assert.Throws<SpecException>(new SupervisedConfig { Labels = ["AF", "AF"], Smoothing = 1 }.Validate).Problems.Count);
        Assert.Equal(2, Assert.Throws<SpecException>(new MaskedConfig { MaskRatio = 1, DecoderHeads = 3 }.Validate).Problems.Count);
    }
}
