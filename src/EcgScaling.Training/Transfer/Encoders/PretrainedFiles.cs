using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Data.Terminology;
using EcgScaling.Models.Weights;
using EcgScaling.Training.Checkpoints;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Encoders;

/// <summary>Where the parts of a pre-trained encoder lie: its weights, the head beside them, the description of the run.</summary>
/// <param name="Source">What the user named.</param>
/// <param name="Encoder">The encoder's file.</param>
/// <param name="Head">The file that holds the head's tensors, or null.</param>
/// <param name="Run">The run's description, or null.</param>
internal sealed record PretrainedFiles(string Source, string Encoder, string? Head, string? Run)
{
    private const string RunFile = "run.json";

    public static PretrainedFiles Find(string path)
    {
        if (File.Exists(path))
        {
            return new PretrainedFiles(path, path, null, null);
        }

        if (!Directory.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file or folder", "a run folder, a checkpoint, or encoder.safetensors", "Check the path.");
        }

        var run = new[] { path, Path.Combine(path, ".."), Path.Combine(path, "..", "..") }.Select(folder => Path.Combine(folder, RunFile)).FirstOrDefault(File.Exists);
        var encoder = Path.Combine(path, CheckpointStore.EncoderFile);
        if (File.Exists(Path.Combine(path, CheckpointStore.StateFile)) && File.Exists(encoder))
        {
            CheckpointStore.Verify(path);
            return new PretrainedFiles(path, encoder, Existing(path, CheckpointStore.HeadFile), run);
        }

        // A run folder: the head is in its newest checkpoint, beside the moving average where the encoder is one.
        var newest = NewestWhole(Path.Combine(path, "checkpoints"));
        if (File.Exists(encoder))
        {
            return new PretrainedFiles(path, encoder, newest is null ? null : Existing(newest, CheckpointStore.AverageFile) ?? Existing(newest, CheckpointStore.HeadFile), run);
        }

        return newest is not null
            ? new PretrainedFiles(path, Path.Combine(newest, CheckpointStore.EncoderFile), Existing(newest, CheckpointStore.HeadFile), run)
            : throw new EcgDataException(
                path, string.Empty, "no encoder", $"a run folder with {CheckpointStore.EncoderFile} or a whole checkpoint in checkpoints/", "Train first, or name the folder of the run.");
    }

    public PretrainedEncoder Read(Device? device)
    {
        var (encoder, info) = ModelWeights.LoadEncoder(Encoder, device);
        try
        {
            var run = ReadRun();
            var paradigm = (string?)run?["paradigm"] ?? info.Provenance ?? "unknown pre-training";
            var labels = (run?["paradigmSettings"]?["labels"] as JsonArray)?.Select(label => (string)label!).ToArray() ?? [];
            var vocabulary = LabelConcepts.Recognise(labels);
            return new PretrainedEncoder(encoder, paradigm, labels, vocabulary)
            {
                Source = Source,
                Data = (string?)run?["data"] ?? string.Empty,
                Unit = Enum.TryParse<SignalUnit>((string?)run?["unit"], ignoreCase: true, out var unit) ? unit : null,
                Head = labels.Length > 0 && paradigm == "supervised" ? ReadHead(labels, vocabulary, encoder.FeatureSize) : null,
            };
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static string? Existing(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    private static string? NewestWhole(string checkpoints)
    {
        var store = new CheckpointStore(checkpoints);
        foreach (var step in store.Steps())
        {
            try
            {
                CheckpointStore.Verify(store.PathOf(step));
                return store.PathOf(step);
            }
            catch (EcgDataException)
            {
                // Torn by a crash: the one before it is whole.
            }
        }

        return null;
    }

    private JsonObject? ReadRun()
    {
        if (Run is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(Run)) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException error)
        {
            throw new EcgDataException(Run, string.Empty, "text that is not a run's description", "the JSON that the trainer writes", "Restore the file, or name encoder.safetensors alone.", error);
        }
    }

    private PretrainedHead? ReadHead(string[] labels, LabelVocabulary vocabulary, int features)
    {
        if (Head is null)
        {
            return null;
        }

        using var file = Safetensors.Load(Head);
        if (!file.Tensors.TryGetValue("head.weight", out var weights) || !file.Tensors.TryGetValue("head.bias", out var biases)
            || !weights.shape.AsSpan().SequenceEqual([labels.Length, features]) || biases.numel() != labels.Length)
        {
            throw new EcgDataException(
                Head, "head.weight, head.bias", $"{string.Join(", ", file.Tensors.Select(item => $"{item.Key} ({string.Join(", ", item.Value.shape)})"))}",
                $"({labels.Length}, {features}) and ({labels.Length})", "The checkpoint and run.json do not belong together; name the right folder.");
        }

        return new PretrainedHead(labels, vocabulary, Values(weights), Values(biases));
    }

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }
}
