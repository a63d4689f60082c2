using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures;

public sealed partial class Figure
{
    /// <summary>
    /// Points, with error bars where both ends of an axis are given. NaN leaves a point out. A bound that is infinite (or not positive on a log
    /// axis) means that the interval is open on that side: its bar runs off the plot.
    /// </summary>
    /// <param name="series">Name in the legend; layers with the same name share colour and legend line.</param>
    /// <param name="x">Positions along x.</param>
    /// <param name="y">Positions along y, as many as x.</param>
    /// <param name="yLow">Lower ends of the error bars along y.</param>
    /// <param name="yHigh">Upper ends of the error bars along y.</param>
    /// <param name="xLow">Lower ends of the error bars along x.</param>
    /// <param name="xHigh">Upper ends of the error bars along x.</param>
    /// <param name="notes">One text per point, shown when a pointer rests on it.</param>
    /// <param name="hollow">Draws outlines: points that a fit did not use, say.</param>
    public Figure Points(
        string series,
        IEnumerable<double> x,
        IEnumerable<double> y,
        IEnumerable<double>? yLow = null,
        IEnumerable<double>? yHigh = null,
        IEnumerable<double>? xLow = null,
        IEnumerable<double>? xHigh = null,
        IEnumerable<string>? notes = null,
        bool hollow = false) =>
        With(new PointLayer(series, [.. x], [.. y])
        {
            YLow = yLow?.ToArray(),
            YHigh = yHigh?.ToArray(),
            XLow = xLow?.ToArray(),
            XHigh = xHigh?.ToArray(),
            Notes = notes?.ToArray(),
            Hollow = hollow,
        }.Checked());

    /// <summary>A line through points in the order given; NaN interrupts it.</summary>
    /// <param name="series">Name in the legend.</param>
    /// <param name="x">Positions along x.</param>
    /// <param name="y">Positions along y, as many as x.</param>
    /// <param name="faint">Drawn thin and light: an extrapolation, or one of many runs.</param>
    public Figure Line(string series, IEnumerable<double> x, IEnumerable<double> y, bool faint = false) =>
        With(new LineLayer(series, [.. x], [.. y]) { Faint = faint }.Checked());

    /// <summary>A function drawn as a line over <paramref name="from"/> to <paramref name="to"/>, evenly sampled along the x axis as declared so far.</summary>
    /// <param name="series">Name in the legend.</param>
    /// <param name="function">y for x; NaN interrupts the line.</param>
    /// <param name="from">First x; positive on a log axis.</param>
    /// <param name="to">Last x.</param>
    /// <param name="samples">Number of points, at least 2; the default is 161.</param>
    /// <param name="faint">Drawn thin and light.</param>
    public Figure Curve(string series, Func<double, double> function, double from, double to, int samples = 161, bool faint = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        double[] x = Spaced(series, from, to, samples);
        return Line(series, x, x.Select(function), faint);
    }

    /// <summary>Values that hold until the next x: counts, schedules, cumulative distributions.</summary>
    public Figure Step(string series, IEnumerable<double> x, IEnumerable<double> y) => With(new LineLayer(series, [.. x], [.. y]) { Step = true }.Checked());

    /// <summary>The area between two curves: an interval along a line. NaN interrupts it; infinite bounds run off the plot.</summary>
    public Figure Band(string series, IEnumerable<double> x, IEnumerable<double> low, IEnumerable<double> high) =>
        With(new BandLayer(series, [.. x], [.. low], [.. high]).Checked());

    /// <summary>Upright bars over categories, one cluster per category; the y axis then starts at zero unless it is logarithmic.</summary>
    public Figure Bars(string series, IEnumerable<string> categories, IEnumerable<double> values, IEnumerable<double>? low = null, IEnumerable<double>? high = null) =>
        WithCategories(new CategoryLayer(series, [.. categories], [.. values]) { Low = low?.ToArray(), High = high?.ToArray(), Bars = true }.Checked());

    /// <summary>Estimates with intervals, one line per category from top to bottom: a comparison of fits or parameters.</summary>
    public Figure Intervals(string series, IEnumerable<string> categories, IEnumerable<double> values, IEnumerable<double>? low = null, IEnumerable<double>? high = null) =>
        WithCategories(new CategoryLayer(series, [.. categories], [.. values]) { Low = low?.ToArray(), High = high?.ToArray() }.Checked());

    /// <summary>Coloured cells over a grid, with a colour bar.</summary>
    /// <param name="valueLabel">What the colours mean, with units.</param>
    /// <param name="x">Centres along x, rising.</param>
    /// <param name="y">Centres along y, rising.</param>
    /// <param name="values">Values as <c>values[y, x]</c>; NaN leaves a cell empty.</param>
    /// <param name="logColours">Spreads colours evenly over the logarithm.</param>
    public Figure Heat(string valueLabel, IEnumerable<double> x, IEnumerable<double> y, double[,] values, bool logColours = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return With(new SurfaceLayer(valueLabel, [.. x], [.. y], (double[,])values.Clone()) { Cells = true, LogValues = logColours }.Checked());
    }

    /// <summary>Labelled lines of equal value.</summary>
    /// <param name="valueLabel">What the values are.</param>
    /// <param name="x">Positions along x, rising.</param>
    /// <param name="y">Positions along y, rising.</param>
    /// <param name="values">Values as <c>values[y, x]</c>; lines stop at NaN.</param>
    /// <param name="levels">The values to draw lines at.</param>
    public Figure Contour(string valueLabel, IEnumerable<double> x, IEnumerable<double> y, double[,] values, IEnumerable<double> levels)
    {
        ArgumentNullException.ThrowIfNull(values);
        return With(new SurfaceLayer(valueLabel, [.. x], [.. y], (double[,])values.Clone()) { Levels = [.. levels] }.Checked());
    }

    /// <summary>A vertical line across the plot, with a label beside it; with a series it takes that series' colour.</summary>
    public Figure VerticalLine(double x, string? label = null, string? series = null) => With(new ReferenceLayer(ReferenceKind.Vertical, x, label, series));

    /// <summary>A horizontal line across the plot, with a label on it; with a series it takes that series' colour.</summary>
    public Figure HorizontalLine(double y, string? label = null, string? series = null) => With(new ReferenceLayer(ReferenceKind.Horizontal, y, label, series));

    /// <summary>The line y = x.</summary>
    public Figure Diagonal(string? label = "y = x") => With(new ReferenceLayer(ReferenceKind.Diagonal, double.NaN, label, null));

    /// <summary>A text beside a position; it is put where it covers no point, line or other label.</summary>
    public Figure Text(double x, double y, string text) => With(new TextLayer(x, y, text));

    private double[] Spaced(string series, double from, double to, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        bool log = XAxis.Kind == AxisKind.Log;
        if (!double.IsFinite(from) || !double.IsFinite(to) || (log && (from <= 0 || to <= 0)))
        {
            throw new FigureDataException(series, -1, $"Series '{series}': a curve from {from:R} to {to:R} cannot be drawn on a {(log ? "logarithmic" : "linear")} x axis; give finite{(log ? ", positive" : "")} ends.");
        }

        double[] x = new double[samples];
        for (int i = 0; i < samples; i++)
        {
            double at = i / (samples - 1.0);
            x[i] = log ? from * Math.Pow(to / from, at) : from + (to - from) * at;
        }

        x[^1] = to;
        return x;
    }

    private Figure With(FigureLayer layer) => new(this) { Layers = Layers.Add(layer) };

    private Figure WithCategories(CategoryLayer layer)
    {
        var categories = Categories.AddRange(layer.Categories.Distinct(StringComparer.Ordinal).Where(name => !Categories.Contains(name)));
        Figure figure = With(layer with { Slots = [.. layer.Categories.Select(name => categories.IndexOf(name))] });
        return layer.Bars
            ? new Figure(figure) { Categories = categories, XAxis = XAxis with { Kind = AxisKind.Category }, YAxis = YAxis with { FromZero = true } }
            : new Figure(figure) { Categories = categories, YAxis = YAxis with { Kind = AxisKind.Category } };
    }
}
