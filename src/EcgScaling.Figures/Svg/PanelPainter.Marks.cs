using System.Text;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

internal sealed partial class PanelPainter
{
    private void PaintBand(BandLayer band)
    {
        foreach ((int from, int to) in Runs(band.X.Length, i => double.IsNaN(band.X[i]) || double.IsNaN(band.Low[i]) || double.IsNaN(band.High[i])))
        {
            var upper = new List<(double X, double Y)>();
            var lower = new List<(double X, double Y)>();
            for (int i = from; i < to; i++)
            {
                upper.Add((_x.Map(band.X[i]), _y.MapBound(band.High[i])));
                lower.Add((_x.Map(band.X[i]), _y.MapBound(band.Low[i])));
            }

            lower.Reverse();
            _svg.Element("path", ("d", PathText.Of([[.. PathText.Simplify(upper), .. PathText.Simplify(lower)]], closed: true)), ("fill", Look(band).Colour), ("fill-opacity", "0.18"));
        }
    }

    private void PaintLine(LineLayer line)
    {
        var runs = new List<IReadOnlyList<(double X, double Y)>>();
        foreach ((int from, int to) in Runs(line.X.Length, i => !double.IsFinite(line.X[i]) || !double.IsFinite(line.Y[i])))
        {
            var run = new List<(double X, double Y)>();
            for (int i = from; i < to; i++)
            {
                (double X, double Y) at = (_x.Map(line.X[i]), _y.Map(line.Y[i]));
                if (line.Step && run.Count > 0)
                {
                    run.Add((at.X, run[^1].Y));
                }

                run.Add(at);
            }

            IReadOnlyList<(double X, double Y)> thinned = PathText.Simplify(PathText.Thin(run));
            for (int i = 1; i < thinned.Count; i++)
            {
                _placer.AddLine(thinned[i - 1].X, thinned[i - 1].Y, thinned[i].X, thinned[i].Y);
            }

            runs.Add(thinned);
        }

        SeriesLook look = Look(line);
        string path = PathText.Of(runs);
        if (_layout.ColourBar is not null)
        {
            _svg.Element("path", ("d", path), ("fill", "none"), ("stroke", "#ffffff"), ("stroke-width", "4.5"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"));
        }

        _svg.Element(
            "path",
            ("d", path),
            ("fill", "none"),
            ("stroke", look.Colour),
            ("stroke-width", line.Faint ? "1.1" : "2"),
            ("stroke-opacity", line.Faint ? "0.65" : null),
            ("stroke-dasharray", look.Dash),
            ("stroke-linejoin", "round"),
            ("stroke-linecap", look.Dash is null ? "round" : null));
    }

    private void PaintErrorBars(PointLayer points)
    {
        var path = new StringBuilder();
        for (int i = 0; i < points.X.Length; i++)
        {
            if (!Shown(points.X[i], points.Y[i]))
            {
                continue;
            }

            double x = _x.Map(points.X[i]);
            double y = _y.Map(points.Y[i]);
            if (points.YLow is not null && !double.IsNaN(points.YLow[i]) && !double.IsNaN(points.YHigh![i]))
            {
                Whisker(path, x, _y.MapBound(points.YLow[i]), _y.MapBound(points.YHigh[i]), upright: true);
            }

            if (points.XLow is not null && !double.IsNaN(points.XLow[i]) && !double.IsNaN(points.XHigh![i]))
            {
                Whisker(path, y, _x.MapBound(points.XLow[i]), _x.MapBound(points.XHigh[i]), upright: false);
            }
        }

        if (path.Length > 0)
        {
            _svg.Element("path", ("d", path.ToString()), ("fill", "none"), ("stroke", Look(points).Colour), ("stroke-width", "1.3"));
        }
    }

    private void PaintPoints(PointLayer points)
    {
        SeriesLook look = Look(points);
        double radius = points.X.Length > 400 ? 2 : points.X.Length > 120 ? 2.8 : 3.6;
        _svg.Open(
            "g",
            ("class", points.Hollow ? "ef-hollow" : "ef-edge"),
            ("fill", points.Hollow ? Ink.Ground : look.Colour),
            ("stroke", points.Hollow ? look.Colour : Ink.Ground),
            ("stroke-width", points.Hollow ? "1.4" : points.X.Length > 60 ? "0.3" : "0.7"));
        for (int i = 0; i < points.X.Length; i++)
        {
            if (!Shown(points.X[i], points.Y[i]))
            {
                continue;
            }

            double x = _x.Map(points.X[i]);
            double y = _y.Map(points.Y[i]);
            _placer.AddMark(x, y, radius + 1);
            string path = MarkerShapes.Path(look.Marker, x, y, radius);
            if (points.Notes?[i] is { Length: > 0 } note)
            {
                _svg.Open("path", ("d", path)).Element("title", note).Close();
            }
            else
            {
                _svg.Element("path", ("d", path));
            }
        }

        _svg.Close();
    }

    private bool Shown(double x, double y) => double.IsFinite(x) && double.IsFinite(y) && _x.Holds(x) && _y.Holds(y);

    private void Whisker(StringBuilder path, double across, double from, double to, bool upright)
    {
        _placer.AddLine(upright ? across : from, upright ? from : across, upright ? across : to, upright ? to : across);
        const double Cap = 3;
        string a = SvgWriter.Number(across - Cap);
        string b = SvgWriter.Number(across);
        string f = SvgWriter.Number(from);
        string t = SvgWriter.Number(to);
        path.Append(upright ? $"M{b} {f}V{t}M{a} {f}h6M{a} {t}h6" : $"M{f} {b}H{t}M{f} {a}v6M{t} {a}v6");
    }

    private static IEnumerable<(int From, int To)> Runs(int count, Func<int, bool> missing)
    {
        int from = 0;
        for (int i = 0; i <= count; i++)
        {
            if (i == count || missing(i))
            {
                if (i > from)
                {
                    yield return (from, i);
                }

                from = i + 1;
            }
        }
    }
}
