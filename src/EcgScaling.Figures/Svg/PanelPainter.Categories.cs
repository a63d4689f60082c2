using System.Text;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

internal sealed partial class PanelPainter
{
    private const double Cluster = 0.72;

    private void PaintBars(CategoryLayer layer)
    {
        if (!layer.Bars)
        {
            return;
        }

        double width = Share(layer, out double offset, out double slot);
        double ground = _y.IsLog ? _plot.Bottom : _y.Map(Math.Clamp(0, _y.Low, _y.High));
        for (int i = 0; i < layer.Values.Length; i++)
        {
            if (double.IsFinite(layer.Values[i]))
            {
                double y = _y.Map(layer.Values[i]);
                double x = _x.Map(layer.Slots[i]) + offset - width / 2;
                _svg.Element("rect", ("x", x + slot * 0.01), ("y", Math.Min(y, ground)), ("width", width - slot * 0.02), ("height", Math.Abs(ground - y)), ("fill", Look(layer).Colour), ("fill-opacity", "0.85"));
            }
        }
    }

    private void PaintWhiskers(CategoryLayer layer)
    {
        if (layer.Low is null)
        {
            return;
        }

        Share(layer, out double offset, out _);
        AxisScale scale = layer.Bars ? _y : _x;
        var path = new StringBuilder();
        for (int i = 0; i < layer.Values.Length; i++)
        {
            if (!double.IsNaN(layer.Low[i]) && !double.IsNaN(layer.High![i]))
            {
                double at = (layer.Bars ? _x : _y).Map(layer.Slots[i]) + offset;
                Whisker(path, at, scale.MapBound(layer.Low[i]), scale.MapBound(layer.High[i]), upright: layer.Bars);
            }
        }

        string? rule = layer.Bars ? "ef-text" : null;
        _svg.Element("path", ("class", layer.Bars ? "ef-rule" : null), ("d", path.ToString()), ("fill", "none"), ("stroke", rule is null ? Look(layer).Colour : Ink.Text), ("stroke-width", "1.5"));
    }

    private void PaintDots(CategoryLayer layer)
    {
        if (layer.Bars)
        {
            return;
        }

        Share(layer, out double offset, out _);
        SeriesLook look = Look(layer);
        _svg.Open("g", ("class", "ef-edge"), ("fill", look.Colour), ("stroke", Ink.Ground), ("stroke-width", "0.7"));
        for (int i = 0; i < layer.Values.Length; i++)
        {
            if (double.IsFinite(layer.Values[i]) && _x.Holds(layer.Values[i]))
            {
                double x = _x.Map(layer.Values[i]);
                double y = _y.Map(layer.Slots[i]) + offset;
                _placer.AddMark(x, y, 5);
                _svg.Element("path", ("d", MarkerShapes.Path(look.Marker, x, y, 4.2)));
            }
        }

        _svg.Close();
    }

    /// <summary>The width of one series' part of a category, and its offset from the category's centre.</summary>
    private double Share(CategoryLayer layer, out double offset, out double slot)
    {
        CategoryLayer[] all = [.. _figure.Layers.OfType<CategoryLayer>().Where(other => other.Bars == layer.Bars)];
        slot = (layer.Bars ? _plot.Width : _plot.Height) / Math.Max(1, _figure.Categories.Length);
        double part = slot * (all.Length == 1 ? 0.55 : Cluster) / all.Length;
        offset = (Array.IndexOf(all, layer) - (all.Length - 1) / 2.0) * part;
        return Math.Min(part, 64);
    }
}
