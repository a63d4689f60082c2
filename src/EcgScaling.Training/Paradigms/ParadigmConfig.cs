using System.Text.Json.Serialization;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Training.Paradigms;

/// <summary>
/// The settings of a paradigm, as a study stores them. JSON carries the word of the paradigm in <c>paradigm</c>.
/// </summary>
/// <remarks>A paradigm of your own needs no such record: derive from <c>Paradigm</c> and hand the object to the trainer.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "paradigm")]
[JsonDerivedType(typeof(SupervisedConfig), "supervised")]
[JsonDerivedType(typeof(AgeRegressionConfig), "age")]
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
    /// <param name="name"><c>supervised</c>, <c>age</c>, <c>masked</c>, <c>simclr</c>, <c>cmsc</c>, <c>patient</c>, <c>vicreg</c> or <c>jepa</c>.</param>
    /// <exception cref="ArgumentException">There is no such paradigm; the message lists those there are.</exception>
    public static ParadigmConfig FromName(string name) => name switch
    {
        "supervised" => new SupervisedConfig(),
        "age" => new AgeRegressionConfig(),
        "masked" => new MaskedConfig(),
        "simclr" => new ContrastiveConfig { Pairing = Pairing.Views },
        "cmsc" => new ContrastiveConfig { Pairing = Pairing.Segments },
        "patient" => new ContrastiveConfig { Pairing = Pairing.Patient },
        "vicreg" => new VicRegConfig(),
        "jepa" => new JepaConfig(),
        _ => throw new ArgumentException($"There is no paradigm '{name}'; there are supervised, age, masked, simclr, cmsc, patient, vicreg and jepa.", nameof(name)),
    };

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public abstract void Validate();
}
