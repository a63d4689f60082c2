using System.Text.Json;
using System.Text.Json.Serialization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Results;

/// <summary>Writes a fit with its data to JSON and reads it back; a fit that was read predicts the same bits and can be profiled and resampled.</summary>
public static class LawFitJson
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The fit as JSON.</summary>
    public static string Write(LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var data = fit.Data;
        return JsonSerializer.Serialize(new Stored
        {
            Version = Version,
            Form = fit.Form.Name,
            Objective = fit.Objective,
            Natural = fit.Natural.ToArray(),
            Working = fit.Working,
            WorkingDelta = fit.WorkingDelta,
            Certificate = fit.Certificate,
            Fixed = fit.Options.Fixed,
            Lower = fit.Options.Bounds.ToDictionary(pair => pair.Key, pair => pair.Value.Lower),
            Upper = fit.Options.Bounds.ToDictionary(pair => pair.Key, pair => pair.Value.Upper),
            Inputs = data.Inputs.ToDictionary(input => input, data.Column),
            Names = data.Names,
            Losses = data.Losses,
            Weights = data.Weights,
            Rows = [.. data.Rows],
            LossName = data.LossName,
            Families = data.Families,
            Runs = data.Runs,
            LossStandardErrors = data.LossStandardErrors,
            Source = data.Source,
        }, Options);
    }

    /// <summary>Reads a fit.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    /// <param name="form">The law, where it is not one of this library's.</param>
    /// <exception cref="EcgDataException">The text is not a fit, or its law is another one.</exception>
    public static LawFit Read(string json, LawForm? form = null)
    {
        Stored stored;
        try
        {
            stored = JsonSerializer.Deserialize<Stored>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new EcgDataException("fit", string.Empty, $"text that is not a stored fit ({exception.Message})", "what LawFitJson.Write gave", "Store the fit again.", exception);
        }

        if (stored.Version != Version)
        {
            throw new EcgDataException("fit", "version", stored.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), Version.ToString(System.Globalization.CultureInfo.InvariantCulture), "Read it with the version of the library that wrote it, or fit again.");
        }

        form ??= LawForms.Get(stored.Form);
        if (form.Name != stored.Form || form.Parameters.Count != stored.Natural.Length)
        {
            throw new EcgDataException("fit", "form", $"'{stored.Form}' with {stored.Natural.Length} parameters", $"'{form.Name}' with {form.Parameters.Count}", "Pass the law that was fitted.");
        }

        var data = new ScalingData(stored.Inputs, stored.Losses, stored.Weights, stored.Names, stored.Rows)
        {
            LossName = stored.LossName,
            Families = stored.Families,
            Runs = stored.Runs,
            LossStandardErrors = stored.LossStandardErrors,
            Source = stored.Source,
        };
        var options = new FitOptions { Fixed = stored.Fixed, Bounds = stored.Lower.ToDictionary(pair => pair.Key, pair => (pair.Value, stored.Upper[pair.Key])) };
        return LawFit.Create(LawDesign.Create(form, data, stored.Objective, options), options, stored.WorkingDelta, stored.Working, stored.Certificate, stored.Natural);
    }

    private sealed record Stored
    {
        public required int Version { get; init; }

        public required string Form { get; init; }

        public required FitObjective Objective { get; init; }

        public required double[] Natural { get; init; }

        public required double[] Working { get; init; }

        public required double WorkingDelta { get; init; }

        public required FitCertificate Certificate { get; init; }

        public required IReadOnlyDictionary<string, double> Fixed { get; init; }

        public required Dictionary<string, double> Lower { get; init; }

        public required Dictionary<string, double> Upper { get; init; }

        public required Dictionary<LawInput, double[]> Inputs { get; init; }

        public required IReadOnlyDictionary<LawInput, string> Names { get; init; }

        public required double[] Losses { get; init; }

        public required double[] Weights { get; init; }

        public required int[] Rows { get; init; }

        public required string LossName { get; init; }

        public string?[]? Families { get; init; }

        public string?[]? Runs { get; init; }

        public double[]? LossStandardErrors { get; init; }

        public required string Source { get; init; }
    }
}
