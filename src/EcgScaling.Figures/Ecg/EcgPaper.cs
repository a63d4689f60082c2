using EcgScaling.Figures.Notebooks;

namespace EcgScaling.Figures.Ecg;

/// <summary>
/// An ECG on standard paper: 25 mm/s, 10 mm/mV, a grid of 1 mm and 5 mm, a calibration pulse of 1 mV for 0.2 s before each row. The SVG is
/// measured in millimetres, so that printed at full size it can be read with a ruler. Immutable.
/// </summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class EcgPaper : IFigure
{
    private static readonly string[][] s_rows = [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]];

    private readonly float[,] _signal;

    private EcgPaper(float[,] signal, double samplesPerSecond, string[] leads)
    {
        _signal = signal;
        SamplesPerSecond = samplesPerSecond;
        Leads = leads;
    }

    /// <inheritdoc/>
    public string Title { get; private init; } = "12-lead ECG";

    /// <inheritdoc/>
    public string Description =>
        FormattableString.Invariant($"{Leads.Count} leads ({string.Join(", ", Leads)}), {Math.Min(Seconds, Duration - Start):0.##} s from {Start:0.##} s at {SamplesPerSecond:0.##} Hz, {MillimetresPerSecond:0.##} mm/s, {MillimetresPerMillivolt:0.##} mm/{UnitText}.");

    internal IReadOnlyList<string> Leads { get; }

    internal double SamplesPerSecond { get; }

    internal string? SubtitleText { get; private init; }

    internal EcgLayout Arrangement { get; private init; }

    internal string RhythmLead { get; private init; } = "II";

    internal double Start { get; private init; }

    internal double Seconds { get; private init; } = 10;

    internal double MillimetresPerSecond { get; private init; } = 25;

    internal double MillimetresPerMillivolt { get; private init; } = 10;

    internal string UnitText { get; private init; } = "mV";

    internal double Duration => _signal.GetLength(1) / SamplesPerSecond;

    /// <summary>Puts a recording on paper, in the 3 x 4 layout with lead II as rhythm strip.</summary>
    /// <param name="millivolts">The signal in millivolts, shape <c>(lead, sample)</c>; NaN leaves a gap.</param>
    /// <param name="samplesPerSecond">The sample rate in Hz.</param>
    /// <param name="leads">One name per row of the signal: I, II, III, aVR, aVL, aVF, V1 to V6, or others in <see cref="EcgLayout.OneRowPerLead"/>.</param>
    /// <exception cref="FigureDataException">The shape, the rate or the lead names cannot be right.</exception>
    public static EcgPaper Create(float[,] millivolts, double samplesPerSecond, params IEnumerable<string> leads)
    {
        ArgumentNullException.ThrowIfNull(millivolts);
        string[] names = [.. leads];
        if (!(samplesPerSecond > 0 && double.IsFinite(samplesPerSecond)))
        {
            throw new FigureDataException("ECG", -1, $"The sample rate is {samplesPerSecond:R} Hz; it must be positive.");
        }

        if (names.Length != millivolts.GetLength(0) || names.Length == 0 || millivolts.GetLength(1) == 0)
        {
            throw new FigureDataException("ECG", -1, $"The signal has shape ({millivolts.GetLength(0)} leads, {millivolts.GetLength(1)} samples) for {names.Length} lead names; give float[lead, sample] and one name per lead.");
        }

        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
        {
            throw new FigureDataException("ECG", -1, $"A lead name occurs twice in {string.Join(", ", names)}; every lead needs its own.");
        }

        return new EcgPaper((float[,])millivolts.Clone(), samplesPerSecond, names);
    }

    /// <summary>The heading; "12-lead ECG" by default.</summary>
    public EcgPaper Titled(string title, string? subtitle = null) => Copy(title: title, subtitle: subtitle);

    /// <summary>How the leads are arranged.</summary>
    public EcgPaper Layout(EcgLayout layout) => Copy(layout: layout);

    /// <summary>The lead of the rhythm strip in <see cref="EcgLayout.ThreeByFour"/>; II by default.</summary>
    public EcgPaper Rhythm(string lead) => Copy(rhythm: lead);

    /// <summary>The part of the recording to print.</summary>
    /// <param name="start">Where it begins, in seconds; 0 by default.</param>
    /// <param name="seconds">How long it is; 10 s by default, at most 60 s.</param>
    public EcgPaper Window(double start, double seconds)
    {
        if (!(start >= 0 && seconds is > 0 and <= 60))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), $"A window starts at 0 s or later and lasts up to 60 s; got {seconds} s from {start} s.");
        }

        return Copy(start: start, seconds: seconds);
    }

    /// <summary>Paper speed and gain; 25 mm/s and 10 mm/mV by default.</summary>
    public EcgPaper Scale(double millimetresPerSecond, double millimetresPerMillivolt)
    {
        if (!(millimetresPerSecond is >= 5 and <= 200 && millimetresPerMillivolt is >= 1 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(millimetresPerSecond), "Paper runs at 5 to 200 mm/s with a gain of 1 to 100 mm/mV.");
        }

        return Copy(speed: millimetresPerSecond, gain: millimetresPerMillivolt);
    }

    /// <summary>What the values count where they are not millivolts, such as "SD" for a standardised recording; the legend then says millimetres per that.</summary>
    public EcgPaper Unit(string unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        return Copy(unit: unit);
    }

    /// <inheritdoc/>
    public string ToSvg() => EcgSvg.Render(this, Rows());

    /// <summary>Paper has no Vega-Lite form: <see langword="null"/>.</summary>
    public string? ToVegaLite() => null;

    internal double Sample(int lead, int index) => index >= 0 && index < _signal.GetLength(1) ? _signal[lead, index] : double.NaN;

    internal int LeadIndex(string name)
    {
        for (int i = 0; i < Leads.Count; i++)
        {
            if (string.Equals(Leads[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Rows of strips: the lead (-1: not recorded), its name, and its part of the window in seconds.</summary>
    private List<IReadOnlyList<EcgStrip>> Rows()
    {
        if (Arrangement == EcgLayout.OneRowPerLead)
        {
            return [.. Leads.Select((name, index) => (IReadOnlyList<EcgStrip>)[new EcgStrip(index, name, 0, Seconds)])];
        }

        if (!s_rows.SelectMany(row => row).Any(name => LeadIndex(name) >= 0))
        {
            throw new FigureDataException("ECG", -1, $"None of the 12 standard leads is among {string.Join(", ", Leads)}; use EcgLayout.OneRowPerLead.");
        }

        double part = Seconds / 4;
        var rows = s_rows.Select(row => (IReadOnlyList<EcgStrip>)[.. row.Select((name, column) => new EcgStrip(LeadIndex(name), name, column * part, part))]).ToList();
        if (LeadIndex(RhythmLead) is >= 0 and int rhythm)
        {
            rows.Add([new EcgStrip(rhythm, Leads[rhythm], 0, Seconds)]);
        }

        return rows;
    }

    private EcgPaper Copy(
        string? title = null,
        string? subtitle = null,
        EcgLayout? layout = null,
        string? rhythm = null,
        double? start = null,
        double? seconds = null,
        double? speed = null,
        double? gain = null,
        string? unit = null) => new(_signal, SamplesPerSecond, [.. Leads])
        {
            Title = title ?? Title,
            SubtitleText = subtitle ?? SubtitleText,
            Arrangement = layout ?? Arrangement,
            RhythmLead = rhythm ?? RhythmLead,
            Start = start ?? Start,
            Seconds = seconds ?? Seconds,
            MillimetresPerSecond = speed ?? MillimetresPerSecond,
            MillimetresPerMillivolt = gain ?? MillimetresPerMillivolt,
            UnitText = unit ?? UnitText,
        };
}
