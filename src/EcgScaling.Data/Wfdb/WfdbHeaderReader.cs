using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EcgScaling.Data.Wfdb;

/// <summary>Reads WFDB header files.</summary>
public static partial class WfdbHeaderReader
{
    private const long LargestHeader = 16 << 20;
    private const int MostSignals = 4096;

    /// <summary>Reads a header file.</summary>
    /// <exception cref="EcgDataException">It is missing, too large, or a line cannot be read.</exception>
    public static WfdbHeader Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new EcgDataException(path, string.Empty, "no such file", "a WFDB header (.hea)", "Check the path.");
        }

        if (file.Length > LargestHeader)
        {
            throw new EcgDataException(path, string.Empty, $"{file.Length} bytes", $"a text of at most {LargestHeader} bytes", "This is not a WFDB header.");
        }

        // Comments are in whatever encoding the hospital used; Latin-1 reads any byte, and names and numbers are ASCII.
        return Parse(path, Encoding.Latin1.GetString(File.ReadAllBytes(path)));
    }

    /// <summary>Reads the text of a header.</summary>
    /// <param name="path">Where it comes from, for messages and for finding its signal files.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="EcgDataException">A line cannot be read.</exception>
    public static WfdbHeader Parse(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (lines, comments) = (new List<(int Number, string Text)>(), new List<string>());
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.StartsWith('#'))
            {
                comments.Add(line[1..].Trim());
            }
            else if (line.Length > 0)
            {
                lines.Add((number, line));
            }
        }

        if (lines.Count == 0)
        {
            throw new EcgDataException(path, string.Empty, "no record line", "a line with record name and number of signals", "This is not a WFDB header.");
        }

        var match = RecordLine().Match(lines[0].Text);
        if (!match.Success)
        {
            throw Bad(path, lines[0], "name[/segments] signals [rate [samples [time [date]]]]");
        }

        var signals = Whole(path, lines[0], match.Groups["signals"].Value, 0, MostSignals);
        var segments = match.Groups["segments"].Success ? Whole(path, lines[0], match.Groups["segments"].Value, 1, 1_000_000) : 0;
        var body = lines.Skip(1).ToList();
        var expected = segments > 0 ? segments : signals;
        if (body.Count < expected)
        {
            throw new EcgDataException(
                path, $"line {lines[^1].Number}", $"{body.Count} {(segments > 0 ? "segment" : "signal")} lines", $"{expected} as the record line says", "The header is cut off; fetch it again.");
        }

        return new WfdbHeader
        {
            Path = path,
            RecordName = match.Groups["name"].Value,
            FrameRate = match.Groups["rate"].Success ? Positive(path, lines[0], match.Groups["rate"].Value) : 250,
            Frames = match.Groups["frames"].Success && long.TryParse(match.Groups["frames"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var frames) && frames > 0 ? frames : null,
            BaseTime = match.Groups["rest"].Value.Trim(),
            Signals = segments > 0 ? [] : [.. body.Take(signals).Select(line => ParseSignal(path, line))],
            Segments = segments > 0 ? [.. body.Take(segments).Select(line => ParseSegment(path, line))] : [],
            Comments = comments,
        };
    }

    private static WfdbSignal ParseSignal(string path, (int Number, string Text) line)
    {
        var match = SignalLine().Match(line.Text);
        if (!match.Success)
        {
            throw Bad(path, line, "file format[xsamples][:skew][+offset] [gain[(baseline)][/units] [bits [zero [first [checksum [block [name]]]]]]]");
        }

        var groups = match.Groups;
        var gain = groups["gain"].Success ? Number(path, line, groups["gain"].Value) : 0;
        var zero = groups["zero"].Success ? Whole(path, line, groups["zero"].Value, int.MinValue, int.MaxValue) : 0;
        return new WfdbSignal
        {
            FileName = groups["file"].Value,
            Format = Whole(path, line, groups["format"].Value, 0, 9999),
            SamplesPerFrame = groups["per"].Success ? Whole(path, line, groups["per"].Value, 1, 100_000) : 1,
            Skew = groups["skew"].Success ? Whole(path, line, groups["skew"].Value, 0, 10_000_000) : 0,
            ByteOffset = groups["offset"].Success ? Whole(path, line, groups["offset"].Value, 0, int.MaxValue) : 0,
            Gain = gain == 0 ? 200 : gain,
            IsCalibrated = gain != 0,
            Baseline = groups["baseline"].Success ? Whole(path, line, groups["baseline"].Value, int.MinValue, int.MaxValue) : zero,
            Units = groups["units"].Success ? groups["units"].Value : "mV",
            InitialValue = groups["first"].Success ? Whole(path, line, groups["first"].Value, int.MinValue, int.MaxValue) : null,
            Checksum = groups["sum"].Success ? Whole(path, line, groups["sum"].Value, int.MinValue, int.MaxValue) : null,
            Description = groups["name"].Value.Trim(),
        };
    }

    private static WfdbSegment ParseSegment(string path, (int Number, string Text) line)
    {
        var parts = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var frames)
            ? new WfdbSegment(parts[0], frames)
            : throw Bad(path, line, "segment length");
    }

    private static int Whole(string path, (int Number, string Text) line, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new EcgDataException(path, $"line {line.Number}", $"'{text}'", $"a whole number from {least} to {most}", "Mend the header, or leave the record out.");

    private static double Number(string path, (int Number, string Text) line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && Math.Abs(value) < 1e15
            ? value
            : throw new EcgDataException(path, $"line {line.Number}", $"the gain '{text}'", "a finite number of counts a unit", "Mend the header, or leave the record out.");

    private static double Positive(string path, (int Number, string Text) line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value < 1e7
            ? value
            : throw new EcgDataException(path, $"line {line.Number}", $"the rate '{text}'", "a positive number of hertz", "Mend the header, or leave the record out.");

    private static EcgDataException Bad(string path, (int Number, string Text) line, string allowed) =>
        new(path, $"line {line.Number}", $"'{(line.Text.Length > 80 ? line.Text[..80] + "..." : line.Text)}'", allowed, "Mend the header, or leave the record out.");

    [GeneratedRegex(@"^(?<name>[^\s/]+)(/(?<segments>\d+))?\s+(?<signals>\d+)(\s+(?<rate>[-+.\dEe]+|[A-Za-z]+)(/[-+.\dEe]+)?(\([-+.\dEe]+\))?(\s+(?<frames>\d+)(?<rest>.*))?)?\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RecordLine();

    [GeneratedRegex(
        @"^(?<file>\S+)\s+(?<format>\d+)(x(?<per>\d+))?(:(?<skew>\d+))?(\+(?<offset>\d+))?(\s+(?<gain>[-+.\dA-Za-z]+)(\((?<baseline>-?\d+)\))?(/(?<units>\S+))?(\s+(?<bits>-?\d+)(\s+(?<zero>-?\d+)(\s+(?<first>-?\d+)(\s+(?<sum>-?\d+)(\s+(?<block>-?\d+)(\s+(?<name>.*))?)?)?)?)?)?)?\s*$",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SignalLine();
}
