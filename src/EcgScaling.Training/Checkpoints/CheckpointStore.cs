using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using EcgScaling.Models;
using EcgScaling.Models.Weights;
using static TorchSharp.torch;

namespace EcgScaling.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run: one folder each, tensors as safetensors, the rest as <c>state.json</c>. Every file is written to a temporary name,
/// flushed to the device and renamed; the manifest comes last.
/// </summary>
public sealed class CheckpointStore
{
    /// <summary>The encoder's weights with their configuration; <see cref="ModelWeights.LoadEncoder"/> rebuilds the encoder from it.</summary>
    public const string EncoderFile = "encoder.safetensors";

    /// <summary>The paradigm's other weights and buffers.</summary>
    public const string HeadFile = "head.safetensors";

    /// <summary>The optimiser's state, named <c>parameter/value</c>.</summary>
    public const string OptimizerFile = "optimizer.safetensors";

    /// <summary>The moving average of the weights, where one is kept.</summary>
    public const string AverageFile = "average.safetensors";

    /// <summary>The manifest.</summary>
    public const string StateFile = "state.json";

    private const string Prefix = "step-";
    private readonly string _folder;

    /// <summary>Opens the checkpoints in a folder, which need not exist yet.</summary>
    public CheckpointStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>The folder of the checkpoint after a step.</summary>
    public string PathOf(long step) => Path.Combine(_folder, Prefix + step.ToString("D9", CultureInfo.InvariantCulture));

    /// <summary>The steps that have a checkpoint, newest first; whether each is whole is not known yet.</summary>
    public IReadOnlyList<long> Steps() => !Directory.Exists(_folder) ? [] :
    [
        .. Directory.EnumerateDirectories(_folder, Prefix + "*")
            .Select(path => long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1)
            .Where(step => step >= 0)
            .OrderDescending(),
    ];

    /// <summary>Reads the manifest of a checkpoint and checks every file against it.</summary>
    /// <exception cref="EcgDataException">The checkpoint is torn or damaged; the message says where.</exception>
    public static CheckpointState Verify(string checkpoint)
    {
        var manifest = Path.Combine(checkpoint, StateFile);
        CheckpointState? state;
        try
        {
            state = JsonSerializer.Deserialize<CheckpointState>(File.ReadAllBytes(manifest), TrainingJson.Indented);
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw Torn(manifest, string.Empty, error is JsonException ? "text that is not its JSON" : "no readable manifest", "the manifest that is written last", error);
        }

        if (state is not { Format: 1 })
        {
            throw Torn(manifest, "format", $"format {state?.Format.ToString(CultureInfo.InvariantCulture) ?? "null"}", "format 1");
        }

        foreach (var file in state.Files)
        {
            var path = Path.Combine(checkpoint, file.Name);
            var length = File.Exists(path) ? new FileInfo(path).Length : -1;
            if (length != file.Bytes)
            {
                throw Torn(path, string.Empty, length < 0 ? "no file" : $"{length} bytes", $"{file.Bytes} bytes");
            }

            if (HashOf(path) != file.Sha256)
            {
                throw Torn(path, string.Empty, "content with another hash", $"SHA-256 {file.Sha256}");
            }
        }

        return state;
    }

    /// <summary>Copies the tensors of a checkpoint's file over tensors of the same names.</summary>
    /// <exception cref="EcgDataException">The file is malformed, or lacks a tensor, or has one of another shape.</exception>
    internal static void Load(string checkpoint, string name, IReadOnlyDictionary<string, Tensor> into)
    {
        using var file = Safetensors.Load(Path.Combine(checkpoint, name));
        using var quiet = no_grad();
        foreach (var (key, target) in into)
        {
            if (!file.Tensors.TryGetValue(key, out var stored) || !stored.shape.AsSpan().SequenceEqual(target.shape))
            {
                throw new EcgDataException(
                    file.Path, key, stored is null ? "no such tensor" : $"shape ({string.Join(", ", stored.shape)})", $"shape ({string.Join(", ", target.shape)})",
                    "The checkpoint belongs to another network; train into another folder.");
            }

            target.copy_(stored);
        }
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="checkpoint">Its folder.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="files">Further tensor files: name and tensors.</param>
    /// <param name="state">The manifest, its list of files left empty.</param>
    internal static void Write(string checkpoint, EcgEncoder encoder, IEnumerable<(string Name, IReadOnlyDictionary<string, Tensor> Tensors)> files, CheckpointState state)
    {
        // A manifest of an earlier attempt must not vouch for files that are being replaced.
        Directory.CreateDirectory(checkpoint);
        File.Delete(Path.Combine(checkpoint, StateFile));
        ModelWeights.Save(Path.Combine(checkpoint, EncoderFile), encoder, provenance: $"run {state.Identity}, step {state.Step}");
        var names = new List<string> { EncoderFile };
        foreach (var (name, tensors) in files)
        {
            Safetensors.Save(Path.Combine(checkpoint, name), tensors);
            names.Add(name);
        }

        var entries = names.Select(name => Path.Combine(checkpoint, name)).Select(path => new CheckpointFile(Path.GetFileName(path), new FileInfo(path).Length, HashOf(path)));
        AtomicFile.WriteAllText(Path.Combine(checkpoint, StateFile), JsonSerializer.Serialize(state with { Files = [.. entries] }, TrainingJson.Indented));
    }

    /// <summary>Deletes all but the newest ones and those that stay.</summary>
    internal void Prune(int keepLast, IReadOnlySet<long> stay)
    {
        foreach (var step in Steps().Skip(keepLast).Where(step => !stay.Contains(step)))
        {
            // The manifest goes first: a half-deleted checkpoint is a torn one.
            File.Delete(Path.Combine(PathOf(step), StateFile));
            Directory.Delete(PathOf(step), recursive: true);
        }
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static EcgDataException Torn(string path, string place, string found, string allowed, Exception? cause = null) =>
        new(path, place, found, allowed, "The checkpoint is torn or damaged; the one before it is used, or delete its folder.", cause);
}
