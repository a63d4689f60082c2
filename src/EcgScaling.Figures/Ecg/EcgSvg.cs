using System.Text;
using EcgScaling.Figures.Svg;

namespace EcgScaling.Figures.Ecg;

/// <summary>Draws ECG paper, in millimetres.</summary>
internal static class EcgSvg
{
    private const double Margin = 5;
    private const double PulseRoom = 12;
    private const double LabelSize = 3.2;
    private const double TitleSize = 4;
    private const double SubtitleSize = 3;
    private const double PixelsPerMillimetre = 96 / 25.4;

    // The colours of cardiograph paper; they stay as they are in a dark page, as paper would.
    private const string Paper = "#fff8f7";
    private const string Fine = "#f7cfcb";
    private const string Coarse = "#e99f99";
    private const string Trace = "#16161a";

    public static string Render(EcgPaper ecg, List<IReadOnlyList<EcgStrip>> rows)
    {
        double speed = ecg.MillimetresPerSecond;
        double width = Snap(2 * Margin + PulseRoom + ecg.Seconds * speed);
        IReadOnlyList<string> title = ecg.Title.Length > 0 ? TextMetrics.Wrap(ecg.Title, TitleSize, width - 2 * Margin, bold: true) : [];
        IReadOnlyList<string> subtitle = string.IsNullOrEmpty(ecg.SubtitleText) ? [] : TextMetrics.Wrap(ecg.SubtitleText, SubtitleSize, width - 2 * Margin);
        double heading = Snap(5 * title.Count + 4 * subtitle.Count + 3);
        (double[] baselines, double bottom) = Baselines(ecg, rows, heading);
        double height = Snap(bottom + 8);

        var svg = new SvgWriter();
        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}"),
            ("width", Math.Round(width * PixelsPerMillimetre)),
            ("height", Math.Round(height * PixelsPerMillimetre)),
            ("role", "img"),
            ("aria-label", ecg.Title),
            ("font-family", Ink.Font));
        svg.Element("desc", ecg.Description);
        svg.Element("rect", ("width", width), ("height", height), ("fill", Paper));
        Grid(svg, width, height, 1, Fine, "0.1");
        Grid(svg, width, height, 5, Coarse, "0.2");

        double line = 6;
        foreach (string text in title)
        {
            Text(svg, text, Margin, line, TitleSize, bold: true);
            line += 5;
        }

        line = Math.Max(line, 11) - 0.5;
        foreach (string text in subtitle)
        {
            Text(svg, text, Margin, line, SubtitleSize);
            line += 4;
        }

        for (int row = 0; row < rows.Count; row++)
        {
            Pulse(svg, ecg, baselines[row]);
            foreach (EcgStrip strip in rows[row])
            {
                Strip(svg, ecg, strip, baselines[row]);
            }
        }

        Text(svg, FormattableString.Invariant($"{speed:0.##} mm/s · {ecg.MillimetresPerMillivolt:0.##} mm/{ecg.UnitText} · {ecg.SamplesPerSecond:0.##} Hz"), Margin, height - 2.5, 3);
        return svg.Close().ToString();
    }

    /// <summary>Rows are 25 mm apart, more where a trace is taller, so that none runs into its neighbour or off the paper.</summary>
    private static (double[] Baselines, double Bottom) Baselines(EcgPaper ecg, List<IReadOnlyList<EcgStrip>> rows, double top)
    {
        double usual = rows.Count > 6 ? 8 : 12.5;
        double[] baselines = new double[rows.Count];
        double bottom = top;
        for (int row = 0; row < rows.Count; row++)
        {
            double above = Math.Max(usual, ecg.MillimetresPerMillivolt + 2);
            double below = usual - 2.5;
            foreach (EcgStrip strip in rows[row].Where(strip => strip.Lead >= 0))
            {
                foreach (double millivolts in Values(ecg, strip).Where(double.IsFinite))
                {
                    above = Math.Max(above, Math.Min(60, millivolts * ecg.MillimetresPerMillivolt + 5));
                    below = Math.Max(below, Math.Min(60, -millivolts * ecg.MillimetresPerMillivolt + 1));
                }
            }

            baselines[row] = Snap(bottom + above);
            bottom = baselines[row] + below;
        }

        return (baselines, bottom);
    }

    private static IEnumerable<double> Values(EcgPaper ecg, EcgStrip strip)
    {
        int first = (int)Math.Round((ecg.Start + strip.From) * ecg.SamplesPerSecond);
        int count = (int)Math.Round(strip.Seconds * ecg.SamplesPerSecond);
        return Enumerable.Range(first, count).Select(index => ecg.Sample(strip.Lead, index));
    }

    private static void Strip(SvgWriter svg, EcgPaper ecg, EcgStrip strip, double baseline)
    {
        double left = Margin + PulseRoom + strip.From * ecg.MillimetresPerSecond;
        double perSample = ecg.MillimetresPerSecond / ecg.SamplesPerSecond;
        if (strip.From > 0)
        {
            svg.Element("path", ("d", $"M{SvgWriter.Number(left)} {SvgWriter.Number(baseline - 4)}v2.5m0 5v2.5"), ("stroke", Trace), ("stroke-width", "0.3"));
        }

        var runs = new List<IReadOnlyList<(double X, double Y)>>();
        var run = new List<(double X, double Y)>();
        int i = 0;
        foreach (double millivolts in strip.Lead < 0 ? [] : Values(ecg, strip))
        {
            if (double.IsFinite(millivolts))
            {
                run.Add((left + i * perSample, baseline - Math.Clamp(millivolts * ecg.MillimetresPerMillivolt, -59, 59)));
            }
            else if (run.Count > 0)
            {
                runs.Add(run);
                run = [];
            }

            i++;
        }

        runs.Add(run);
        IReadOnlyList<(double X, double Y)>[] thinned = [.. runs.Where(part => part.Count > 0).Select(part => PathText.Simplify(PathText.Thin(part, 0.1), 0.03))];
        svg.Element("path", ("d", PathText.Of(thinned)), ("fill", "none"), ("stroke", Trace), ("stroke-width", "0.3"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"));
        string label = strip.Lead < 0 ? strip.Name + " not recorded" : strip.Name;
        double room = TextMetrics.Width(label, LabelSize, bold: true) + 3;
        double highest = thinned.SelectMany(part => part).Where(point => point.X < left + room).Select(point => point.Y).DefaultIfEmpty(baseline).Min();
        Label(svg, label, left + 1, Math.Min(baseline - 8, highest - 1));
    }

    private static void Pulse(SvgWriter svg, EcgPaper ecg, double baseline)
    {
        double high = ecg.MillimetresPerMillivolt;
        double wide = 0.2 * ecg.MillimetresPerSecond;
        double rest = Math.Max(0.5, (PulseRoom - 2 - wide) / 2);
        svg.Element(
            "path",
            ("d", $"M{SvgWriter.Number(Margin)} {SvgWriter.Number(baseline)}h{SvgWriter.Number(rest)}v{SvgWriter.Number(-high)}h{SvgWriter.Number(wide)}v{SvgWriter.Number(high)}h{SvgWriter.Number(rest)}"),
            ("fill", "none"),
            ("stroke", Trace),
            ("stroke-width", "0.3"),
            ("stroke-linejoin", "round"));
    }

    private static void Grid(SvgWriter svg, double width, double height, int every, string colour, string thickness)
    {
        var lines = new StringBuilder();
        for (int x = 0; x <= width; x += every)
        {
            lines.Append('M').Append(SvgWriter.Number(x)).Append(" 0V").Append(SvgWriter.Number(height));
        }

        for (int y = 0; y <= height; y += every)
        {
            lines.Append("M0 ").Append(SvgWriter.Number(y)).Append('H').Append(SvgWriter.Number(width));
        }

        svg.Element("path", ("d", lines.ToString()), ("stroke", colour), ("stroke-width", thickness));
    }

    private static void Text(SvgWriter svg, string text, double x, double y, double size, bool bold = false)
    {
        if (text.Length > 0)
        {
            svg.Element("text", text, ("x", x), ("y", y), ("font-size", size), ("font-weight", bold ? "600" : null), ("fill", Trace));
        }
    }

    private static void Label(SvgWriter svg, string text, double x, double y) => svg.Element(
        "text", text, ("x", x), ("y", y), ("font-size", LabelSize), ("font-weight", "600"), ("fill", Trace), ("stroke", Paper), ("stroke-width", "0.8"), ("stroke-linejoin", "round"), ("paint-order", "stroke"));

    private static double Snap(double millimetres) => Math.Ceiling(millimetres / 5) * 5;
}
