using System.Globalization;
using System.Text.Json;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;
using EcgScaling.Figures.Svg;

namespace EcgScaling.Figures.VegaLite;

/// <summary>Writes the layers of one view, from the ground up in the order in which the SVG draws them.</summary>
internal sealed partial class VegaLayers(Utf8JsonWriter json, Figure figure, AxisScale x, AxisScale y, Dictionary<string, SeriesLook> looks)
{
    public void WriteAll()
    {
        Each<SurfaceLayer>(Cells);
        Each<BandLayer>(Band);
        Each<CategoryLayer>(Category);
        Each<ReferenceLayer>(Reference);
        Each<SurfaceLayer>(Contours);
        Each<LineLayer>(Line);
        Each<PointLayer>(Points);
        Each<TextLayer>(Text);
        if (figure.Layers.IsEmpty)
        {
            Layer("point", null, [], () => { });
        }
    }

    private void Each<TLayer>(Action<TLayer> write)
        where TLayer : FigureLayer
    {
        foreach (TLayer layer in figure.Layers.OfType<TLayer>())
        {
            write(layer);
        }
    }

    private void Layer(string mark, Action? markProperties, IEnumerable<Action> rows, Action encoding)
    {
        json.WriteStartObject();
        json.WriteStartObject("mark");
        json.WriteString("type", mark);
        json.WriteBoolean("clip", mark != "text");
        markProperties?.Invoke();
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteStartArray("values");
        foreach (Action row in rows)
        {
            json.WriteStartObject();
            row();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("encoding");
        encoding();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Number(string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Seven digits, for the many cells of a surface.</summary>
    private void Short(string name, double value) => Number(name, double.Parse(value.ToString("E6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>An open end of an interval is put at the edge of the axis, where the mark is clipped.</summary>
    private void Bound(string name, double value, AxisScale scale)
    {
        bool below = double.IsNegativeInfinity(value) || (scale.IsLog && value <= 0);
        Number(name, below ? scale.Low : double.IsPositiveInfinity(value) ? scale.High : value);
    }

    private void Channel(string channel, string field)
    {
        bool along = channel[0] == 'x';
        AxisScale scale = along ? x : y;
        Axis axis = along ? figure.XAxis : figure.YAxis;
        json.WriteStartObject(channel);
        json.WriteString("field", field);
        json.WriteString("type", scale.Kind == AxisKind.Category ? "nominal" : "quantitative");
        if (channel.Length == 1)
        {
            Scale(scale, axis);
        }

        json.WriteEndObject();
    }

    private void Datum(string channel, double value)
    {
        json.WriteStartObject(channel);
        json.WriteNumber("datum", value);
        json.WriteString("type", "quantitative");
        Scale(channel == "x" ? x : y, channel == "x" ? figure.XAxis : figure.YAxis);
        json.WriteEndObject();
    }

    private void Scale(AxisScale scale, Axis axis)
    {
        if (scale.Kind == AxisKind.Category)
        {
            json.WriteStartArray("sort");
            foreach (string category in figure.Categories)
            {
                json.WriteStringValue(category);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject("scale");
            json.WriteString("type", scale.IsLog ? "log" : "linear");
            json.WriteStartArray("domain");
            json.WriteNumberValue(scale.Low);
            json.WriteNumberValue(scale.High);
            json.WriteEndArray();
            json.WriteBoolean("nice", false);
            if (!scale.IsLog)
            {
                json.WriteBoolean("zero", false);
            }

            json.WriteEndObject();
        }

        json.WriteStartObject("axis");
        json.WriteString("title", axis.Label);
        json.WriteNumber("labelLimit", 300);
        if (scale.Kind != AxisKind.Category)
        {
            TickLabels labels = NumberLabel.Resolve(axis.Labels, scale.Low, scale.High, scale.IsLog);
            json.WriteStartArray("values");
            foreach (Tick tick in Ticks.For(scale, axis.Labels, 8).Where(tick => tick.Label is not null))
            {
                json.WriteNumberValue(tick.Value);
            }

            json.WriteEndArray();
            json.WriteString("labelExpr", labels switch
            {
                TickLabels.Count => "replace(replace(format(datum.value, '~s'), 'k', 'K'), 'G', 'B')",
                TickLabels.Power => "format(datum.value, '~e')",
                _ => "format(datum.value, '~g')",
            });
        }

        json.WriteEndObject();
    }

    private void Colour(FigureLayer layer, string? also = null)
    {
        if (layer.Series is null)
        {
            return;
        }

        Nominal("color", layer.Series, look => look.Colour);
        if (also == "shape")
        {
            Nominal("shape", layer.Series, look => MarkerShapes.VegaName(look.Marker));
        }
        else if (also == "strokeDash")
        {
            Nominal("strokeDash", layer.Series, look => look.Dash ?? "1 0");
        }
    }

    private void Nominal(string channel, string series, Func<SeriesLook, string> value)
    {
        string[] present = [.. looks.Keys.Where(name => figure.Layers.Any(layer => layer.Series == name))];
        json.WriteStartObject(channel);
        json.WriteString("datum", series);
        json.WriteString("type", "nominal");
        json.WriteStartObject("scale");
        json.WriteStartArray("domain");
        foreach (string name in present)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("range");
        foreach (string name in present)
        {
            if (channel == "strokeDash")
            {
                json.WriteStartArray();
                foreach (string part in value(looks[name]).Split(' '))
                {
                    json.WriteNumberValue(double.Parse(part, CultureInfo.InvariantCulture));
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteStringValue(value(looks[name]));
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (!figure.HasLegend || channel != "color")
        {
            // Colour alone makes the legend: the grammar would repeat it for every channel.
            json.WriteNull("legend");
        }
        else
        {
            json.WriteStartObject("legend");
            json.WriteNull("title");
            json.WriteString("orient", "top");
            json.WriteNumber("labelLimit", 400);
            json.WriteNumber("symbolOpacity", 1);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
