using System.Globalization;
using EcgScaling.Laws.Results;

namespace EcgScaling.Study.Answering;

/// <summary>The numbers of the abstract of arXiv 2605.17276, out of distribution, and how an interval lies to them.</summary>
internal static class PaperNumbers
{
    public const string ParameterEfficiency = "1.3 to 2.5";

    public const string DataEfficiency = "up to 16";

    public const string TransferEfficiency = "up to 7.6";

    /// <summary>How an interval lies to a published range or maximum.</summary>
    public static string? Agreement(string? paper, QuantityInterval interval)
    {
        if (paper is null || double.IsNaN(interval.Estimate))
        {
            return null;
        }

        var numbers = paper.Split(' ').Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).Where(double.IsFinite).ToArray();
        var (low, high) = numbers.Length == 2 ? (numbers[0], numbers[1]) : (1, numbers[0]);
        return interval.Lower > high ? "above the paper's"
            : interval.Upper < low ? "below the paper's"
            : interval.Lower >= low && interval.Upper <= high ? "within the paper's"
            : "overlaps the paper's";
    }
}
