using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;
using EcgScaling.Figures.Svg;

namespace EcgScaling.Figures.VegaLite;

internal sealed partial class VegaLayers
{
    private void Points(PointLayer layer)
    {
        ErrorBars(layer, layer.YLow, layer.YHigh, upright: true);
        ErrorBars(layer, layer.XLow, layer.XHigh, upright: false);
        Layer(
            "point",
            () =>
            {
                json.WriteBoolean("filled", !layer.Hollow);
                json.WriteNumber("size", 45);
                json.WriteNumber("opacity", 1);
                if (layer.Notes is not null)
                {
                    json.WriteStartObject("tooltip");
                    json.WriteString("content", "data");
                    json.WriteEndObject();
                }
            },
            Range(layer.X.Length).Select<int, Action>(i => () =>
            {
                Number("x", layer.X[i]);
                Number("y", layer.Y[i]);
                if (layer.Notes?[i] is { } note)
                {
                    json.WriteString("note", note);
                }
            }),
            () =>
            {
                Channel("x", "x");
                Channel("y", "y");
                Colour(layer, "shape");
            });
    }

    private void ErrorBars(PointLayer layer, double[]? low, double[]? high, bool upright)
    {
        if (low is null)
        {
            return;
        }

        AxisScale scale = upright ? y : x;
        Layer(
            "rule",
            null,
            Range(layer.X.Length).Select<int, Action>(i => () =>
            {
                Number("at", upright ? layer.X[i] : layer.Y[i]);
                Bound("low", low[i], scale);
                Bound("high", high![i], scale);
            }),
            () =>
            {
                Channel(upright ? "x" : "y", "at");
                Channel(upright ? "y" : "x", "low");
                Channel(upright ? "y2" : "x2", "high");
                Colour(layer);
            });
    }

    private void Line(LineLayer layer) => Layer(
        "line",
        () =>
        {
            json.WriteString("interpolate", layer.Step ? "step-after" : "linear");
            json.WriteNumber("strokeWidth", layer.Faint ? 1.1 : 2);
            json.WriteNumber("opacity", layer.Faint ? 0.65 : 1);
        },
        Range(layer.X.Length).Select<int, Action>(i => () =>
        {
            json.WriteNumber("i", i);
            Number("x", layer.X[i]);
            Number("y", layer.Y[i]);
        }),
        () =>
        {
            Channel("x", "x");
            Channel("y", "y");
            Order();
            Colour(layer, "strokeDash");
        });

    private void Order()
    {
        json.WriteStartObject("order");
        json.WriteString("field", "i");
        json.WriteString("type", "quantitative");
        json.WriteEndObject();
    }

    private void Band(BandLayer layer) => Layer(
        "area",
        () => json.WriteNumber("opacity", 0.18),
        Range(layer.X.Length).Select<int, Action>(i => () =>
        {
            Number("x", layer.X[i]);
            Bound("low", layer.Low[i], y);
            Bound("high", layer.High[i], y);
        }),
        () =>
        {
            Channel("x", "x");
            Channel("y", "low");
            Channel("y2", "high");
            Colour(layer);
        });

    private void Category(CategoryLayer layer)
    {
        string along = layer.Bars ? "y" : "x";
        string across = layer.Bars ? "x" : "y";
        Layer(
            layer.Bars ? "bar" : "point",
            () =>
            {
                if (!layer.Bars)
                {
                    json.WriteBoolean("filled", true);
                    json.WriteNumber("size", 60);
                    json.WriteNumber("opacity", 1);
                }
            },
            Rows(layer),
            () =>
            {
                Channel(across, "category");
                Channel(along, "value");
                Offset(layer, across);
                Colour(layer, layer.Bars ? null : "shape");
            });
        if (layer.Low is not null)
        {
            Layer("rule", null, Rows(layer), () =>
            {
                Channel(across, "category");
                Channel(along, "low");
                Channel(along + "2", "high");
                Offset(layer, across);
                if (!layer.Bars)
                {
                    Colour(layer);
                }
            });
        }
    }

    private IEnumerable<Action> Rows(CategoryLayer layer) => Range(layer.Values.Length).Select<int, Action>(i => () =>
    {
        json.WriteString("category", layer.Categories[i]);
        json.WriteString("series", layer.Series);
        Number("value", layer.Values[i]);
        if (layer.Low is not null)
        {
            Bound("low", layer.Low[i], layer.Bars ? y : x);
            Bound("high", layer.High![i], layer.Bars ? y : x);
        }
    });

    private void Offset(CategoryLayer layer, string across)
    {
        json.WriteStartObject(across + "Offset");
        json.WriteString("field", "series");
        json.WriteString("type", "nominal");
        json.WriteStartArray("sort");
        foreach (CategoryLayer other in figure.Layers.OfType<CategoryLayer>().Where(other => other.Bars == layer.Bars))
        {
            json.WriteStringValue(other.Series);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Reference(ReferenceLayer layer)
    {
        if (layer.Kind == ReferenceKind.Diagonal)
        {
            double low = Math.Max(x.Low, y.Low);
            double high = Math.Min(x.High, y.High);
            Layer("line", Dashed, [() => Pair(low, low), () => Pair(high, high)], () =>
            {
                Channel("x", "x");
                Channel("y", "y");
            });
            return;
        }

        string channel = layer.Kind == ReferenceKind.Vertical ? "x" : "y";
        Layer("rule", Dashed, [() => { }], () =>
        {
            Datum(channel, layer.At);
            Colour(layer);
        });
        if (!string.IsNullOrEmpty(layer.Text))
        {
            bool upright = channel == "x";
            Layer("text", () => TextMark(upright ? "left" : "right", upright ? 4 : -4, upright ? 8 : -6), [() => json.WriteString("text", layer.Text)], () =>
            {
                Datum(channel, layer.At);
                json.WriteStartObject(upright ? "y" : "x");
                if (upright)
                {
                    json.WriteNumber("value", 0);
                }
                else
                {
                    json.WriteString("value", "width");
                }

                json.WriteEndObject();
                TextChannel();
            });
        }
    }

    private void Text(TextLayer layer) => Layer("text", () => TextMark("left", 6, 0), [() => json.WriteString("text", layer.Text)], () =>
    {
        Datum("x", layer.X);
        Datum("y", layer.Y);
        TextChannel();
    });

    private void Cells(SurfaceLayer layer)
    {
        if (!layer.Cells)
        {
            return;
        }

        double[] xEdges = SurfaceLayer.Edges(layer.X, x.IsLog);
        double[] yEdges = SurfaceLayer.Edges(layer.Y, y.IsLog);
        IEnumerable<Action> rows =
            from i in Range(layer.Y.Length)
            from j in Range(layer.X.Length)
            where double.IsFinite(layer.Values[i, j])
            select (Action)(() =>
            {
                Short("x", xEdges[j]);
                Short("x2", xEdges[j + 1]);
                Short("y", yEdges[i]);
                Short("y2", yEdges[i + 1]);
                Short("value", layer.Values[i, j]);
            });
        Layer("rect", null, rows, () =>
        {
            Channel("x", "x");
            Channel("x2", "x2");
            Channel("y", "y");
            Channel("y2", "y2");
            json.WriteStartObject("fill");
            json.WriteString("field", "value");
            json.WriteString("type", "quantitative");
            json.WriteString("title", layer.ValueLabel);
            json.WriteStartObject("scale");
            json.WriteString("type", layer.LogValues ? "log" : "linear");
            json.WriteString("scheme", "viridis");
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private void Contours(SurfaceLayer layer)
    {
        // Traced in pixels of a unit plot, so that the lines are straight on the axes as drawn.
        AxisScale unitX = x.WithPixels(0, 1);
        AxisScale unitY = y.WithPixels(0, 1);
        double[] px = [.. layer.X.Select(unitX.Map)];
        double[] py = [.. layer.Y.Select(unitY.Map)];
        foreach (double level in layer.Levels)
        {
            foreach (List<(double X, double Y)> line in MarchingSquares.Trace(px, py, layer.Values, level))
            {
                Layer(
                    "line",
                    () => json.WriteString("color", "#4d5560"),
                    line.Select<(double X, double Y), Action>((point, i) => () =>
                    {
                        json.WriteNumber("i", i);
                        Pair(unitX.Unmap(point.X), unitY.Unmap(point.Y));
                        Number("level", level);
                    }),
                    () =>
                    {
                        Channel("x", "x");
                        Channel("y", "y");
                        Order();
                    });
            }
        }
    }

    private void Pair(double atX, double atY)
    {
        Number("x", atX);
        Number("y", atY);
    }

    private void Dashed()
    {
        json.WriteString("color", "#59636e");
        json.WriteStartArray("strokeDash");
        json.WriteNumberValue(4);
        json.WriteNumberValue(3);
        json.WriteEndArray();
    }

    private void TextMark(string align, double dx, double dy)
    {
        json.WriteString("align", align);
        json.WriteNumber("dx", dx);
        json.WriteNumber("dy", dy);
    }

    private void TextChannel()
    {
        json.WriteStartObject("text");
        json.WriteString("field", "text");
        json.WriteString("type", "nominal");
        json.WriteEndObject();
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
