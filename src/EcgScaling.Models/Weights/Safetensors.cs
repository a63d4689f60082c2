using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>Reads and writes safetensors files.</summary>
public static class Safetensors
{
    private const int Alignment = 8;

    /// <summary>Reads every tensor of a file, on the processor. Nothing in the file is executed.</summary>
    /// <exception cref="EcgDataException">The file is malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Load(stream, path);
    }

    /// <summary>Reads every tensor of a stream that can tell its length.</summary>
    /// <param name="stream">Read from its beginning.</param>
    /// <param name="path">What error messages call it.</param>
    /// <exception cref="EcgDataException">The content is malformed.</exception>
    public static TensorFile Load(Stream stream, string path)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        var header = SafetensorsHeader.Read(stream, path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var stored in header.Tensors)
            {
                var tensor = empty(stored.Shape, dtype: stored.Type).DetachFromDisposeScope();
                tensors.Add(stored.Name, tensor);
                if (stored.End > stored.Begin)
                {
                    stream.ReadExactly(tensor.bytes);
                }
            }
        }
        catch
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }

        return new TensorFile(path, tensors, header.Metadata);
    }

    /// <summary>Reads the metadata alone.</summary>
    /// <exception cref="EcgDataException">The file is malformed.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return SafetensorsHeader.Read(stream, path).Metadata;
    }

    /// <summary>Writes tensors, atomically: the file holds the old content or all of the new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Tensors by name, of any device; written in the order of their names.</param>
    /// <param name="metadata">Texts by name, if any.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Save(stream, tensors, metadata));

    /// <summary>Writes tensors to a stream.</summary>
    public static void Save(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToList();
        var json = Header(ordered, metadata);
        var padding = (Alignment - (json.Length % Alignment)) % Alignment;
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(json.Length + padding));
        stream.Write(prefix);
        stream.Write(json);
        stream.Write("       "u8[..padding]);
        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            var plain = tensor.detach().cpu().contiguous();
            if (plain.numel() > 0)
            {
                stream.Write(plain.bytes);
            }
        }
    }

    private static byte[] Header(IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject("__metadata__");
                foreach (var (name, text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                {
                    writer.WriteString(name, text);
                }

                writer.WriteEndObject();
            }

            var begin = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var end = begin + (tensor.numel() * StoredType.BytesOf(tensor.dtype));
                writer.WriteStartObject(name);
                writer.WriteString("dtype", StoredType.NameOf(tensor.dtype));
                writer.WriteStartArray("shape");
                Array.ForEach(tensor.shape, writer.WriteNumberValue);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(begin);
                writer.WriteNumberValue(end);
                writer.WriteEndArray();
                writer.WriteEndObject();
                begin = end;
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
