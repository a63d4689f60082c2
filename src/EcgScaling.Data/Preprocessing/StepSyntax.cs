using System.Globalization;
using EcgScaling.Data.Preprocessing.Filters;
using EcgScaling.Data.Preprocessing.Steps;

namespace EcgScaling.Data.Preprocessing;

/// <summary>Reads steps as they are written in a pipeline.</summary>
internal static class StepSyntax
{
    private const string Known =
        "resample(hz), highpass(hz[,order]), lowpass(hz[,order]), bandpass(low,high[,order]), ellip([pass,stop]), notch(hz[,q]), leads(12|8|I,II,...), "
        + "einthoven([12|...]), crop(samples[,start|valid]), scale(factor|mV|uV), clip(limit), znorm([lead|record]), nan(interpolate|zero|reject)";

    /// <summary>Reads one step.</summary>
    /// <exception cref="FormatException">It is none of the known, or its arguments do not fit; the message lists what is known.</exception>
    public static IPreprocessingStep Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim();
        if (open >= 0 && !text.EndsWith(')'))
        {
            throw Wrong(text, "a closing bracket is missing");
        }

        var arguments = open < 0 ? [] : text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return Make(text, name, arguments);
        }
        catch (ArgumentException error)
        {
            throw Wrong(text, error.Message, error);
        }
    }

    private static IPreprocessingStep Make(string text, string name, string[] arguments)
    {
        switch (name)
        {
            case "resample":
                Expect(1, 1);
                return new ResampleStep(Number(0));
            case "highpass":
                Expect(1, 2);
                return Butterworth(FilterBand.High, Positive(0), 0, Order(1));
            case "lowpass":
                Expect(1, 2);
                return Butterworth(FilterBand.Low, Positive(0), 0, Order(1));
            case "bandpass":
                Expect(2, 3);
                return Positive(0) < Positive(1) ? Butterworth(FilterBand.Band, Positive(0), Positive(1), Order(2)) : throw Wrong(text, "the lower edge comes first");
            case "ellip":
                Expect(0, 2);
                return arguments.Length == 1 ? throw Wrong(text, "it takes no argument, or the pass and the stop edge in hertz") : EllipticHighPass();
            case "notch":
                Expect(1, 2);
                return Notch(Positive(0), arguments.Length > 1 ? Positive(1) : 30);
            case "leads":
                return arguments.Length == 0 ? throw Wrong(text, "which leads?") : new LeadsStep(LeadSet.Parse(string.Join(',', arguments)), rederive: false);
            case "einthoven":
                return new LeadsStep(arguments.Length == 0 ? LeadSet.Twelve : LeadSet.Parse(string.Join(',', arguments)), rederive: true);
            case "crop":
                Expect(1, 2);
                return new CropStep(Whole(0, 1, 100_000_000), arguments.ElementAtOrDefault(1) switch
                {
                    null or "centre" or "center" => CropPlace.Centre,
                    "start" => CropPlace.Start,
                    "valid" => CropPlace.Valid,
                    var other => throw Wrong(text, $"'{other}' is not centre, start or valid"),
                });
            case "scale":
                Expect(1, 1);
                return new ScaleStep(arguments[0] switch { "mV" => 1, "uV" => 1000, _ => Number(0) });
            case "clip":
                Expect(1, 1);
                return new ClipStep(Positive(0));
            case "znorm":
                Expect(0, 1);
                return new NormaliseStep(arguments.ElementAtOrDefault(0) switch { null or "lead" => true, "record" => false, var other => throw Wrong(text, $"'{other}' is not lead or record") });
            case "nan":
                Expect(1, 1);
                return new InvalidStep(arguments[0] switch
                {
                    "interpolate" => InvalidSamples.Interpolate,
                    "zero" => InvalidSamples.Zero,
                    "reject" => InvalidSamples.Reject,
                    var other => throw Wrong(text, $"'{other}' is not interpolate, zero or reject"),
                });
            default:
                throw Wrong(text, $"'{name}' is not a step");
        }

        void Expect(int least, int most)
        {
            if (arguments.Length < least || arguments.Length > most)
            {
                throw Wrong(text, $"{arguments.Length} arguments were given");
            }
        }

        double Number(int place) => double.TryParse(arguments[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(text, $"'{arguments[place]}' is not a number");

        double Positive(int place) => Number(place) is > 0 and var value ? value : throw Wrong(text, $"'{arguments[place]}' is not positive");

        int Whole(int place, int least, int most) => int.TryParse(arguments[place], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(text, $"'{arguments[place]}' is not a whole number from {least} to {most}");

        int Order(int place) => place < arguments.Length ? Whole(place, 1, 12) : 4;

        FilterStep EllipticHighPass()
        {
            var (pass, stop) = arguments.Length == 2 ? (Positive(0), Positive(1)) : (0.8, 0.2);
            return stop < pass
                ? new FilterStep(arguments.Length == 2 ? Canonical("ellip", pass, stop) : "ellip()", EdgeExtension.Constant, rate =>
                    Elliptic.Prototype(Elliptic.HighPassOrder(pass, stop, 0.5, 40, rate), 0.5, 40).ToDigital(FilterBand.High, pass, 0, rate))
                : throw Wrong(text, "the pass edge lies above the stop edge");
        }
    }

    private static FilterStep Butterworth(FilterBand band, double low, double high, int order) => new(
        band switch { FilterBand.High => Canonical("highpass", low, order), FilterBand.Low => Canonical("lowpass", low, order), _ => Canonical("bandpass", low, high, order) },
        EdgeExtension.Odd,
        rate => AnalogPrototype.Butterworth(order).ToDigital(band, low, high, rate));

    private static FilterStep Notch(double hertz, double quality) => new(Canonical("notch", hertz, quality), EdgeExtension.Odd, rate =>
    {
        if (hertz >= rate.Hertz / 2)
        {
            throw new ArgumentException(FormattableString.Invariant($"notch({hertz}) does not fit tracings at {rate}; put it before resampling down, or leave it out."));
        }

        var omega = 2 * Math.PI * hertz / rate.Hertz;
        var gain = 1 / (1 + Math.Tan(omega / quality / 2));
        return SecondOrderSections.One(gain, -2 * gain * Math.Cos(omega), gain, -2 * gain * Math.Cos(omega), (2 * gain) - 1);
    });

    private static string Canonical(string name, params ReadOnlySpan<double> arguments)
    {
        var texts = new string[arguments.Length];
        for (var place = 0; place < texts.Length; place++)
        {
            texts[place] = arguments[place].ToString(CultureInfo.InvariantCulture);
        }

        return $"{name}({string.Join(',', texts)})";
    }

    private static FormatException Wrong(string text, string why, Exception? cause = null) =>
        new($"The preprocessing step '{text}' cannot be read: {why}. Known are {Known}.", cause);
}
