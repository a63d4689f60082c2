using System.Text.Json;
using System.Text.Json.Serialization;
using EcgScaling.Models;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Supervised;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Paradigms;

/// <summary>
/// The settings of a paradigm, as a study stores them. JSON carries the word of the paradigm in <c>paradigm</c>.
/// </summary>
/// <remarks>A paradigm of your own needs no such record: derive from <c>Paradigm</c> and hand the object to the trainer.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "paradigm")]
[JsonDerivedType(typeof(SupervisedConfig), "supervised")]
[JsonDerivedType(typeof(RegressionConfig), "regression")]
[JsonDerivedType(typeof(MaskedConfig), "masked")]
[JsonDerivedType(typeof(ContrastiveConfig), "contrastive")]
[JsonDerivedType(typeof(VicRegConfig), "vicreg")]
[JsonDerivedType(typeof(JepaConfig), "jepa")]
public abstract record ParadigmConfig
{
    /// <summary>The word users type for it, for example <c>supervised</c> or <c>simclr</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>The settings that a word stands for, all at their defaults.</summary>
    /// <param name="name"><c>supervised</c>, <c>regression</c>, <c>masked</c>, <c>simclr</c>, <c>cmsc</c>, <c>patient</c>, <c>vicreg</c> or <c>jepa</c>.</param>
    /// <exception cref="ArgumentException">There is no such paradigm; the message lists those there are.</exception>
    public static ParadigmConfig FromName(string name) => name switch
    {
        "supervised" => new SupervisedConfig(),
        "regression" => new RegressionConfig(),
        "masked" => new MaskedConfig(),
        "simclr" => new ContrastiveConfig { Pairing = Pairing.Views },
        "cmsc" => new ContrastiveConfig { Pairing = Pairing.Segments },
        "patient" => new ContrastiveConfig { Pairing = Pairing.Patient },
        "vicreg" => new VicRegConfig(),
        "jepa" => new JepaConfig(),
        _ => throw new ArgumentException($"There is no paradigm '{name}'; there are supervised, regression, masked, simclr, cmsc, patient, vicreg and jepa.", nameof(name)),
    };

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public abstract void Validate();

    /// <summary>Builds encoder and paradigm with fresh weights.</summary>
    /// <param name="encoder">The encoder's knobs.</param>
    /// <param name="labels">The labels of the data.</param>
    /// <param name="seed">
    /// Decides the weights. The encoder's depend on nothing else, so that all paradigms of a study start from the same encoder.
    /// </param>
    /// <param name="device">Where the weights go; null leaves them on the processor.</param>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    /// <exception cref="ArgumentException">The paradigm cannot work with this encoder or these labels.</exception>
    public Paradigm Build(EncoderConfig encoder, IReadOnlyList<string> labels, ulong seed, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(labels);
        Validate();
        // torch takes a signed seed; the stream gives 64 bits of which it uses all.
        manual_seed(unchecked((long)new RandomStream(seed, "training/initial encoder").NextUInt64()));
        var built = EncoderFamilies.Build(encoder);
        manual_seed(unchecked((long)new RandomStream(seed, "training/initial head").NextUInt64()));
        var paradigm = Attach(built, labels);
        return device is null ? paradigm : paradigm.to(device);
    }

    /// <summary>Builds the paradigm around an encoder that exists, for example one whose weights were loaded.</summary>
    /// <param name="encoder">The encoder; the paradigm owns it from then on.</param>
    /// <param name="labels">The labels of the data.</param>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    /// <exception cref="ArgumentException">The paradigm cannot work with this encoder or these labels.</exception>
    public Paradigm Build(EcgEncoder encoder, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(labels);
        Validate();
        return Attach(encoder, labels);
    }

    /// <summary>These settings as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Line);

    /// <summary>Makes the paradigm; the settings are valid.</summary>
    protected abstract Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels);
}
