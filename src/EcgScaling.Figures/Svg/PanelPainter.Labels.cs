using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

internal sealed partial class PanelPainter
{
    private const double LabelHeight = Ink.TickSize * 1.25;

    private void PaintReference(ReferenceLayer line)
    {
        ((double X, double Y) a, (double X, double Y) b) = Ends(line);
        bool own = line.Series is not null;
        _placer.AddLine(a.X, a.Y, b.X, b.Y);
        _svg.Element(
            "path",
            ("class", own ? null : "ef-rule"),
            ("d", PathText.Of([[a, b]])),
            ("stroke", own ? Look(line).Colour : Ink.Quiet),
            ("stroke-width", "1.2"),
            ("stroke-dasharray", "4 3"));
    }

    private ((double X, double Y) A, (double X, double Y) B) Ends(ReferenceLayer line)
    {
        switch (line.Kind)
        {
            case ReferenceKind.Vertical:
                return ((_x.Map(line.At), _plot.Y), (_x.Map(line.At), _plot.Bottom));
            case ReferenceKind.Horizontal:
                return ((_plot.X, _y.Map(line.At)), (_plot.Right, _y.Map(line.At)));
            default:
                double low = Math.Max(_x.Low, _y.Low);
                double high = Math.Min(_x.High, _y.High);
                return low < high ? ((_x.Map(low), _y.Map(low)), (_x.Map(high), _y.Map(high))) : ((_plot.X, _plot.Bottom), (_plot.X, _plot.Bottom));
        }
    }

    private void PaintReferenceLabel(ReferenceLayer line)
    {
        if (string.IsNullOrEmpty(line.Text))
        {
            return;
        }

        double width = TextMetrics.Width(line.Text, Ink.TickSize);
        Box place = _placer.Place(ReferencePlaces(line, width));
        Label(line.Text, place);
    }

    private IEnumerable<Box> ReferencePlaces(ReferenceLayer line, double width)
    {
        ((double X, double Y) a, (double X, double Y) b) = Ends(line);
        const int Slots = 12;
        for (int i = 0; i < Slots; i++)
        {
            switch (line.Kind)
            {
                case ReferenceKind.Vertical:
                    double y = _plot.Y + 3 + i * (_plot.Height - LabelHeight - 6) / (Slots - 1);
                    yield return new Box(a.X + 5, y, width, LabelHeight);
                    yield return new Box(a.X - 5 - width, y, width, LabelHeight);
                    break;
                case ReferenceKind.Horizontal:
                    double x = _plot.Right - 4 - width - i * Math.Max(0, _plot.Width - width - 8) / (Slots - 1);
                    yield return new Box(x, a.Y - LabelHeight - 3, width, LabelHeight);
                    yield return new Box(x, a.Y + 3, width, LabelHeight);
                    break;
                default:
                    double at = 0.92 - 0.85 * i / (Slots - 1);
                    double px = a.X + (b.X - a.X) * at;
                    double py = a.Y + (b.Y - a.Y) * at;
                    yield return new Box(px + 6, py + 2, width, LabelHeight);
                    yield return new Box(px - 6 - width, py - LabelHeight - 2, width, LabelHeight);
                    break;
            }
        }
    }

    private void PaintText(TextLayer text)
    {
        double width = TextMetrics.Width(text.Text, Ink.TickSize);
        double x = _x.Map(text.X);
        double y = _y.Map(text.Y);
        var places = new List<Box>();
        foreach (double distance in (double[])[6, 12, 20, 32])
        {
            places.Add(new Box(x + distance, y - LabelHeight / 2, width, LabelHeight));
            places.Add(new Box(x - distance - width, y - LabelHeight / 2, width, LabelHeight));
            places.Add(new Box(x - width / 2, y - distance - LabelHeight, width, LabelHeight));
            places.Add(new Box(x - width / 2, y + distance, width, LabelHeight));
            places.Add(new Box(x + distance, y - distance - LabelHeight, width, LabelHeight));
            places.Add(new Box(x + distance, y + distance, width, LabelHeight));
            places.Add(new Box(x - distance - width, y - distance - LabelHeight, width, LabelHeight));
            places.Add(new Box(x - distance - width, y + distance, width, LabelHeight));
        }

        Label(text.Text, _placer.Place(places));
    }

    private void Label(string text, Box place) => Ink.Write(_svg, text, place.X, place.Y + Ink.TickSize, Ink.TickSize, halo: true);
}
