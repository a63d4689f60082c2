using System.Text.Json;

namespace EcgScaling.Training;

public sealed class DurationTests
{
    [Theory]
    [InlineData("20000 records", 64, 1000, 313)]
    [InlineData("500 steps", 64, 1000, 500)]
    [InlineData("2.5 epochs", 64, 1000, 40)]
    [InlineData("1 epoch", 64, 640, 10)]
    [InlineData("1 record", 64, 640, 1)]
    public void Steps_cover_the_duration(string text, int batch, long records, long steps) =>
        Assert.Equal(steps, Duration.Parse(text).ToSteps(batch, records));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("-3 steps")]
    [InlineData("1.5 steps")]
    [InlineData("NaN epochs")]
    [InlineData("3 hours")]
    public void Other_texts_are_refused_with_the_form_that_is_allowed(string text) =>
        Assert.Contains("20000 records", Assert.Throws<FormatException>(() => Duration.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_and_json_read_back()
    {
        foreach (var duration in new[] { Duration.Records(7), Duration.Steps(1_000_000), Duration.Epochs(0.1) })
        {
            Assert.Equal(duration, Duration.Parse(duration.ToString()));
            Assert.Equal(duration, JsonSerializer.Deserialize<Duration>(JsonSerializer.Serialize(duration)));
        }
    }
}
