using System.Security.Cryptography;
using System.Text;
using EcgScaling.Data;
using EcgScaling.Data.Terminology;
using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Encoders;

/// <summary>An encoder to be tried on other tasks, with what is known of its pre-training. Owns the encoder.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class PretrainedEncoder : IDisposable
{
    /// <summary>The word for an encoder that was not trained, the baseline of every transfer result.</summary>
    public const string RandomInitialisation = "random initialisation";

    /// <summary>Takes over an encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="paradigm">The paradigm's word, or <see cref="RandomInitialisation"/>.</param>
    /// <param name="labels">The labels it was pre-trained on; null for none.</param>
    /// <param name="vocabulary">What the labels are written in; null finds out.</param>
    public PretrainedEncoder(EcgEncoder encoder, string paradigm, IReadOnlyList<string>? labels = null, LabelVocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentException.ThrowIfNullOrWhiteSpace(paradigm);
        (Encoder, Paradigm, Labels) = (encoder, paradigm, labels ?? []);
        Vocabulary = vocabulary ?? LabelConcepts.Recognise([.. Labels]);
    }

    /// <summary>The encoder.</summary>
    public EcgEncoder Encoder { get; }

    /// <summary>The paradigm's word, for example <c>supervised</c>.</summary>
    public string Paradigm { get; }

    /// <summary>The labels it was pre-trained on; empty for self-supervision.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What the labels are written in.</summary>
    public LabelVocabulary Vocabulary { get; }

    /// <summary>The head of supervised pre-training, for zero-shot losses; null where there is none.</summary>
    public PretrainedHead? Head { get; init; }

    /// <summary>The data set it was pre-trained on, or empty.</summary>
    public string Data { get; init; } = string.Empty;

    /// <summary>What the values counted that it was pre-trained on; null where that is not known.</summary>
    public SignalUnit? Unit { get; init; }

    /// <summary>The file or folder it was read from, or empty.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>What it eats.</summary>
    public EcgSpec Input => Encoder.Input;

    /// <summary>Reads a run folder of the trainer, one of its checkpoints, or an encoder's safetensors file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="device">Where the encoder goes; null for the processor.</param>
    /// <exception cref="EcgDataException">There is no encoder, or a file is damaged.</exception>
    public static PretrainedEncoder Open(string path, Device? device = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PretrainedFiles.Find(path).Read(device);
    }

    /// <summary>An encoder with fresh weights: what pre-training is compared with.</summary>
    /// <param name="config">Its knobs.</param>
    /// <param name="seed">Decides the weights, as for a paradigm that is built from the same seed.</param>
    /// <param name="comparedWith">The encoder it is the baseline of: labels and unit are taken over, so that both are measured alike; null for none.</param>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public static PretrainedEncoder Random(EncoderConfig config, ulong seed, PretrainedEncoder? comparedWith = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        manual_seed(unchecked((long)new RandomStream(seed, "training/initial encoder").NextUInt64()));
        return new PretrainedEncoder(EncoderFamilies.Build(config), RandomInitialisation, comparedWith?.Labels, comparedWith?.Vocabulary) { Unit = comparedWith?.Unit };
    }

    /// <summary>
    /// The encoder of a paradigm that was trained in this process. The paradigm stays its owner: dispose of the paradigm, not of what this returns.
    /// </summary>
    /// <param name="paradigm">The paradigm.</param>
    /// <param name="unit">What the values of its data count.</param>
    public static PretrainedEncoder Of(Paradigm paradigm, SignalUnit? unit = null)
    {
        ArgumentNullException.ThrowIfNull(paradigm);
        (float[] Weights, float[] Biases)? head = paradigm is SupervisedParadigm supervised ? supervised.HeadWeights() : null;
        var vocabulary = LabelConcepts.Recognise([.. paradigm.Labels]);
        return new PretrainedEncoder(paradigm.Encoder, paradigm.Name, paradigm.Labels, vocabulary)
        {
            Unit = unit,
            Head = head is { } weights ? new PretrainedHead(paradigm.Labels, vocabulary, weights.Weights, weights.Biases) : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Encoder.Dispose();

    /// <summary>A hash of configuration and weights as they are now: equal weights give the same text wherever they lie. Hexadecimal, 64 digits.</summary>
    public string ContentHash()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Encoder.Config.ToJson()));
        foreach (var (name, tensor) in Encoder.state_dict().OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(tensor.cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
