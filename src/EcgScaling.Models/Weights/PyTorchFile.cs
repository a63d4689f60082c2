using System.IO.Compression;
using System.Text;
using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>
/// Reads tensors from files of PyTorch's <c>torch.save</c> (1.6 or newer: a zip of a pickle and raw storages), without
/// Python and without executing anything in them.
/// </summary>
public static class PyTorchFile
{
    internal const string Fix = "Save a plain state_dict with torch.save(model.state_dict(), path), or convert the file to safetensors where you trust it.";
    private const int MostPickleBytes = 256 << 20;
    private static readonly string[] UsualEntries = ["state_dict", "model", "model_state_dict", "net"];

    /// <summary>Reads a state dictionary.</summary>
    /// <param name="path">The file.</param>
    /// <param name="entry">
    /// Which entry of the saved dictionary holds the tensors, dots between nested names. Null takes the dictionary itself
    /// where it holds tensors, else the entry <c>state_dict</c>, <c>model</c>, <c>model_state_dict</c> or <c>net</c>.
    /// </param>
    /// <exception cref="EcgDataException">The file is malformed, holds more than tensors and plain values, or has no such entry.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Load(string path, string? entry = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Load(stream, path, entry);
    }

    /// <summary>Reads a state dictionary from a stream that can seek; see <see cref="Load(string, string?)"/>.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="path">What error messages call it.</param>
    /// <param name="entry">Which entry holds the tensors.</param>
    /// <exception cref="EcgDataException">The content is malformed.</exception>
    public static TensorFile Load(Stream stream, string path, string? entry = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var (root, folder) = ReadPickle(archive, path);
            var storages = new TensorBytes(archive, folder, path);
            foreach (var (name, value) in Choose(root, entry, path))
            {
                if (value is PickleTensor tensor)
                {
                    tensors.Add(name, storages.Read(name, tensor));
                }
            }

            return new TensorFile(path, tensors, new Dictionary<string, string>());
        }
        catch (Exception error)
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            if (error is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException or NotSupportedException or IOException { HResult: unchecked((int)0x80131620) })
            {
                throw new EcgDataException(path, string.Empty, $"no readable zip archive ({error.Message})", "a file of torch.save of PyTorch 1.6 or newer", Fix, error);
            }

            throw;
        }
    }

    private static (object? Root, string Folder) ReadPickle(ZipArchive archive, string path)
    {
        var pickles = archive.Entries.Where(candidate => candidate.FullName.EndsWith("/data.pkl", StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
        {
            throw new EcgDataException(path, string.Empty, $"{pickles.Count} entries named data.pkl", "one, in one folder", Fix);
        }

        var pickle = pickles[0];
        var folder = pickle.FullName[..^"data.pkl".Length];
        RequireLittleEndian(archive, folder, path);
        return (new Unpickler(ReadWhole(pickle, MostPickleBytes, path), path, pickle.FullName).Read(), folder);
    }

    private static void RequireLittleEndian(ZipArchive archive, string folder, string path)
    {
        if (archive.GetEntry(folder + "byteorder") is { } order && Encoding.ASCII.GetString(ReadWhole(order, 64, path)).Trim() is var text && text != "little")
        {
            throw new EcgDataException(path, order.FullName, $"the byte order '{text}'", "little", Fix);
        }
    }

    /// <summary>Reads an entry without trusting the size that the archive claims.</summary>
    internal static byte[] ReadWhole(ZipArchiveEntry entry, long most, string path)
    {
        if (entry.CompressedLength != entry.Length)
        {
            throw new EcgDataException(path, entry.FullName, "a compressed entry, which torch.save never writes", "stored entries", Fix);
        }

        if (entry.Length > most)
        {
            throw new EcgDataException(path, entry.FullName, $"{entry.Length} bytes", $"at most {most}", Fix);
        }

        using var source = entry.Open();
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while ((read = source.Read(chunk)) > 0)
        {
            if (buffer.Length + read > entry.Length)
            {
                throw new EcgDataException(path, entry.FullName, "more bytes than the archive claims", $"{entry.Length}", Fix);
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static Dictionary<string, object?> Choose(object? root, string? entry, string path)
    {
        if (root is not Dictionary<string, object?> dictionary)
        {
            throw new EcgDataException(path, "data.pkl", "no dictionary", "a dictionary of tensors", Fix);
        }

        if (entry is not null)
        {
            foreach (var name in entry.Split('.'))
            {
                dictionary = dictionary.GetValueOrDefault(name) as Dictionary<string, object?>
                    ?? throw new EcgDataException(path, "data.pkl", $"no dictionary '{name}'", $"one of: {string.Join(", ", dictionary.Keys.Take(20))}", "Name the entry that holds the tensors.");
            }

            return dictionary;
        }

        if (dictionary.Values.Any(value => value is PickleTensor))
        {
            return dictionary;
        }

        var usual = UsualEntries.Select(name => dictionary.GetValueOrDefault(name)).OfType<Dictionary<string, object?>>().FirstOrDefault(candidate => candidate.Values.Any(value => value is PickleTensor));
        return usual ?? throw new EcgDataException(
            path, "data.pkl", $"a dictionary without tensors, with the entries {string.Join(", ", dictionary.Keys.Take(20))}", "tensors by name", "Name the entry that holds the tensors.");
    }
}
