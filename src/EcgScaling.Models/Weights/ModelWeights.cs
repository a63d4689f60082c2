using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models.Weights;

/// <summary>Saves modules to weight files and brings weight files into modules.</summary>
public static class ModelWeights
{
    /// <summary>A counter that batch normalisation keeps and older files lack; it does not change a result.</summary>
    private const string OptionalSuffix = ".num_batches_tracked";

    /// <summary>Saves an encoder as safetensors with its configuration, so that <see cref="LoadEncoder"/> can rebuild it.</summary>
    /// <param name="path">The file, usually ending in <c>.safetensors</c>.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="licence">Licence of the weights.</param>
    /// <param name="provenance">Where they come from.</param>
    public static void Save(string path, EcgEncoder encoder, string? licence = null, string? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var info = new WeightsInfo { Config = encoder.Config, Licence = licence, Provenance = provenance };
        Safetensors.Save(path, encoder.state_dict(), info.ToMetadata());
    }

    /// <summary>Rebuilds an encoder from a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes; null for the processor.</param>
    /// <exception cref="EcgDataException">The file is malformed or names no configuration.</exception>
    /// <exception cref="WeightsMismatchException">Its tensors do not fit its configuration.</exception>
    public static (EcgEncoder Encoder, WeightsInfo Info) LoadEncoder(string path, Device? device = null)
    {
        using var file = Safetensors.Load(path);
        WeightsInfo info;
        try
        {
            info = WeightsInfo.Of(file.Metadata);
        }
        catch (SpecException error)
        {
            throw new EcgDataException(path, WeightsInfo.ConfigKey, "a configuration that cannot be read", "the JSON of an encoder configuration", "Build the encoder yourself and use LoadInto.", error);
        }

        var config = info.Config ?? throw new EcgDataException(
            path, "metadata", "no encoder configuration", $"metadata with '{WeightsInfo.ConfigKey}'", "Build the encoder yourself and use LoadInto.");
        var encoder = EncoderFamilies.Build(config);
        LoadInto(encoder, file);
        return (device is null ? encoder : encoder.to(device), info);
    }

    /// <summary>Copies a file's tensors into a module of the same names and shapes. Element types are converted.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The tensors.</param>
    /// <param name="rename">From a name in the file to one in the module; null leaves names, a null result leaves that tensor out.</param>
    /// <param name="strict">Whether anything missing, unexpected or misshapen is an error, before anything is changed.</param>
    /// <exception cref="ArgumentException">Two tensors were given one name.</exception>
    /// <exception cref="WeightsMismatchException">Strict, and the names or shapes differ.</exception>
    public static LoadReport LoadInto(Module module, TensorFile file, Func<string, string?>? rename = null, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(file);
        var wanted = module.state_dict();
        var matches = new List<(string Name, Tensor From, Tensor To)>();
        var (unexpected, misshapen) = (new List<string>(), new List<string>());
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (stored, tensor) in file.Tensors)
        {
            if ((rename is null ? stored : rename(stored)) is not { } name)
            {
                continue;
            }

            if (!named.Add(name))
            {
                throw new ArgumentException($"Several tensors of {file.Path} were given the name '{name}'; names must stay unique.", nameof(rename));
            }

            if (!wanted.TryGetValue(name, out var target))
            {
                unexpected.Add(name);
            }
            else if (!target.shape.AsSpan().SequenceEqual(tensor.shape))
            {
                misshapen.Add($"{name}: module ({string.Join(", ", target.shape)}), file ({string.Join(", ", tensor.shape)})");
            }
            else
            {
                matches.Add((name, tensor, target));
            }
        }

        var found = matches.Select(match => match.Name).ToHashSet(StringComparer.Ordinal);
        var misnamed = misshapen.Select(text => text[..text.IndexOf(": ", StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        var report = new LoadReport
        {
            Loaded = [.. matches.Select(match => match.Name)],
            Missing = [.. wanted.Keys.Where(name => !found.Contains(name) && !misnamed.Contains(name) && !name.EndsWith(OptionalSuffix, StringComparison.Ordinal))],
            Unexpected = unexpected,
            Misshapen = misshapen,
        };
        if (strict && !report.IsComplete)
        {
            throw new WeightsMismatchException(file.Path, report);
        }

        using var off = no_grad();
        foreach (var (_, from, to) in matches)
        {
            to.copy_(from);
        }

        return report;
    }
}
