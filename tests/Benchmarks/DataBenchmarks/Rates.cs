using System.Diagnostics;
using System.Globalization;

namespace EcgScaling.Benchmarks.Data;

/// <summary>How often something was done a second, of several rounds.</summary>
internal sealed class Rates
{
    private readonly List<double> _rates = [];

    public double Median => _rates.Order().ElementAt(_rates.Count / 2);

    public IEnumerable<double> Values => _rates;

    public void Add(params IEnumerable<double> rates) => _rates.AddRange(rates);

    /// <summary>Repeats something for some seconds, at least once after a first time that does not count.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="work">Does it and says how many units it was.</param>
    public void Measure(double seconds, Func<double> work)
    {
        work();
        var clock = Stopwatch.StartNew();
        do
        {
            var start = Stopwatch.GetTimestamp();
            var units = work();
            _rates.Add(units / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (clock.Elapsed.TotalSeconds < seconds);
    }

    public static string Text(double value) => value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "N0", CultureInfo.InvariantCulture);
}
