namespace EcgScaling.Models.Weights;

/// <summary>What an encoder's weight file says about itself.</summary>
public sealed record WeightsInfo
{
    /// <summary>The encoder's knobs, its <see cref="EcgSpec"/> among them; null in files of other origin.</summary>
    public EncoderConfig? Config { get; init; }

    /// <summary>The licence of the weights, for example <c>CC-BY-4.0</c>.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the weights come from: data, paradigm, study, trial.</summary>
    public string? Provenance { get; init; }

    internal const string ConfigKey = "ecgscaling.config";
    private const string SpecKey = "ecgscaling.input";
    private const string LicenceKey = "license";
    private const string ProvenanceKey = "provenance";

    /// <summary>As metadata; the input's specification stands on its own too, for readers that know no configurations.</summary>
    internal Dictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" };
        void Add(string key, string? text)
        {
            if (text is not null)
            {
                metadata[key] = text;
            }
        }

        Add(ConfigKey, Config?.ToJson());
        Add(SpecKey, Config is null ? null : CanonicalJson.Of(Config.ToNode()["input"]));
        Add(LicenceKey, Licence);
        Add(ProvenanceKey, Provenance);
        return metadata;
    }

    /// <exception cref="SpecException">The configuration cannot be read.</exception>
    internal static WeightsInfo Of(IReadOnlyDictionary<string, string> metadata) => new()
    {
        Config = metadata.TryGetValue(ConfigKey, out var json) ? EncoderConfig.FromJson(json) : null,
        Licence = metadata.TryGetValue(LicenceKey, out var licence) ? licence : null,
        Provenance = metadata.TryGetValue(ProvenanceKey, out var provenance) ? provenance : null,
    };
}
