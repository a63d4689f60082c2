using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Tests;

public class AxisTests
{
    private static string Labels(double low, double high, bool log, int most = 8, TickLabels style = TickLabels.Auto) => string.Join(" ",
        Ticks.For(new AxisScale(log ? AxisKind.Log : AxisKind.Linear, low, high, 0, 1), style, most).Where(tick => tick.Label is not null).Select(tick => tick.Label));

    [Theory]
    [InlineData(2e4, 2e8, 9, "30K 100K 300K 1M 3M 10M 30M 100M")]
    [InlineData(1e4, 1e9, 6, "10K 100K 1M 10M 100M 1B")]
    [InlineData(1e4, 1e9, 4, "10K 1M 100M")]
    [InlineData(0.04, 0.3, 6, "0.05 0.1 0.2")]
    [InlineData(1e14, 1e18, 6, "10¹⁴ 10¹⁵ 10¹⁶ 10¹⁷ 10¹⁸")]
    [InlineData(1e-7, 1e-3, 6, "10⁻⁷ 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³")]
    [InlineData(2.31, 2.62, 6, "2.4 2.5 2.6")]
    [InlineData(1.9, 2.1, 3, "1.9 2 2.1")]
    public void LogTicksFallOnRoundNumbers(double low, double high, int most, string expected) => Assert.Equal(expected, Labels(low, high, log: true, most));

    [Theory]
    [InlineData(0, 1, 6, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-0.013, 0.021, 4, "−0.01 0 0.01 0.02")]
    [InlineData(0, 200_000, 5, "0 50K 100K 150K 200K")]
    [InlineData(0, 3e-4, 4, "0 1·10⁻⁴ 2·10⁻⁴ 3·10⁻⁴")]
    [InlineData(1000, 1001, 3, "1000 1000.5 1001")]
    public void LinearTicksFallOnRoundNumbers(double low, double high, int most, string expected) => Assert.Equal(expected, Labels(low, high, log: false, most));

    [Fact]
    public void MinorTicksMarkEveryDigitOfADecade()
    {
        IReadOnlyList<Tick> ticks = Ticks.For(new AxisScale(AxisKind.Log, 1e5, 1e7, 0, 1), TickLabels.Auto, 4);
        Assert.Equal(19, ticks.Count);
        Assert.Equal(["100K", "1M", "10M"], ticks.Where(tick => tick.Label is not null).Select(tick => tick.Label!));
        Assert.Contains(ticks, tick => tick.Value == 3e5 && tick.Label is null);
    }

    [Theory]
    [InlineData(20_000, "20K")]
    [InlineData(999_950, "1M")]
    [InlineData(1_234_567, "1.23M")]
    [InlineData(2e12, "2T")]
    [InlineData(950, "950")]
    [InlineData(0, "0")]
    [InlineData(-2500, "−2.5K")]
    [InlineData(double.NaN, "–")]
    public void CountsReadAsPeopleSayThem(double value, string expected) => Assert.Equal(expected, NumberText.Count(value));

    [Theory]
    [InlineData(0.0451234, 3, "0.0451")]
    [InlineData(1817.218, 4, "1817")]
    [InlineData(4.1e-7, 2, "4.1·10⁻⁷")]
    [InlineData(3.2e17, 2, "3.2·10¹⁷")]
    [InlineData(-0.5, 2, "−0.5")]
    [InlineData(double.PositiveInfinity, 2, "∞")]
    public void SignificantDigits(double value, int digits, string expected) => Assert.Equal(expected, NumberText.Significant(value, digits));
}
