using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace EcgScaling.Models.Weights;

/// <summary>
/// The header of a safetensors file (https://github.com/huggingface/safetensors#format): an 8-byte little-endian
/// length, JSON of that length, then the tensors' bytes without a gap. Everything is checked before any byte of a tensor is read.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit, 100 MB.</summary>
    internal const long MostBytes = 100_000_000;
    private const int LengthBytes = 8;
    private const string MetadataMember = "__metadata__";
    private const string Fix = "Write the file again with a safetensors library, or fetch it anew if a download was cut short.";

    private SafetensorsHeader(long dataStart, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        DataStart = dataStart;
        Tensors = tensors;
        Metadata = metadata;
    }

    internal long DataStart { get; }

    /// <summary>In the order of their bytes.</summary>
    internal IReadOnlyList<StoredTensor> Tensors { get; }

    internal IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="EcgDataException">The header is not one, or does not fit the file.</exception>
    internal static SafetensorsHeader Read(Stream stream, string path)
    {
        EcgDataException Bad(string place, string found, string allowed, Exception? cause = null) => new(path, place, found, allowed, Fix, cause);

        if (stream.Length < LengthBytes)
        {
            throw Bad("byte 0", $"{stream.Length} bytes", "at least the 8 bytes of the header's length");
        }

        Span<byte> prefix = stackalloc byte[LengthBytes];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length < 2 || length > (ulong)Math.Min(MostBytes, stream.Length - LengthBytes))
        {
            throw Bad("byte 0", string.Create(CultureInfo.InvariantCulture, $"a header of {length} bytes in a file of {stream.Length}"), $"2 to {Math.Min(MostBytes, stream.Length - LengthBytes)} bytes");
        }

        var json = new byte[(int)length];
        stream.ReadExactly(json);
        if (json[0] != (byte)'{')
        {
            throw Bad("byte 8", $"the byte 0x{json[0]:x2}", "the header's opening brace");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            return Parse(document.RootElement, LengthBytes + (long)length, stream.Length, Bad);
        }
        catch (JsonException error)
        {
            throw Bad("header", "text that is no JSON", "a JSON object of tensors", error);
        }
        catch (InvalidOperationException error)
        {
            throw Bad("header", "text that is not valid UTF-8", "a JSON object in UTF-8", error);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataStart, long fileLength, Func<string, string, string, Exception?, EcgDataException> bad)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name == MetadataMember)
            {
                metadata = metadata is null ? ParseMetadata(member.Value, bad) : throw bad(MetadataMember, "a second block of metadata", "one", null);
            }
            else if (!tensors.TryAdd(member.Name, ParseTensor(member, bad)))
            {
                throw bad(member.Name, "a second tensor of this name", "each name once", null);
            }
        }

        var ordered = tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End).ToList();
        var end = 0L;
        foreach (var tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                throw bad(tensor.Name, $"bytes {tensor.Begin} to {tensor.End}", $"a tensor that begins where the one before ends, at byte {end}", null);
            }

            end = tensor.End;
        }

        return end == fileLength - dataStart
            ? new SafetensorsHeader(dataStart, ordered, metadata ?? [])
            : throw bad("end of file", $"{fileLength - dataStart} bytes of tensors", $"the {end} bytes that the header names", null);
    }

    private static Dictionary<string, string> ParseMetadata(JsonElement value, Func<string, string, string, Exception?, EcgDataException> bad)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw bad(MetadataMember, $"JSON of kind {value.ValueKind}", "an object of texts", null);
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String || !metadata.TryAdd(member.Name, member.Value.GetString()!))
            {
                throw bad(MetadataMember, $"the member '{member.Name}' twice or of kind {member.Value.ValueKind}", "each name once, with a text", null);
            }
        }

        return metadata;
    }

    private static StoredTensor ParseTensor(JsonProperty member, Func<string, string, string, Exception?, EcgDataException> bad)
    {
        var (name, value) = (member.Name, member.Value);
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != 3
            || !value.TryGetProperty("dtype", out var dtype) || !value.TryGetProperty("shape", out var shape) || !value.TryGetProperty("data_offsets", out var offsets))
        {
            throw bad(name, "another entry", "an object with exactly dtype, shape and data_offsets", null);
        }

        if (dtype.ValueKind != JsonValueKind.String || !StoredType.TryParse(dtype.GetString()!, out var type))
        {
            throw bad(name, $"dtype {dtype.GetRawText()}", StoredType.Names, null);
        }

        var sizes = Longs(shape) ?? throw bad(name, $"shape {Short(shape)}", "an array of whole numbers from 0 up", null);
        var range = Longs(offsets);
        if (range is not [var begin, var end] || end < begin)
        {
            throw bad(name, $"data_offsets {Short(offsets)}", "[begin, end] with 0 <= begin <= end", null);
        }

        if (!TryBytes(sizes, StoredType.BytesOf(type), out var bytes) || bytes != end - begin)
        {
            throw bad(name, $"{end - begin} bytes for shape {Short(shape)} of {dtype.GetString()}", "as many bytes as the shape has elements times their size", null);
        }

        return new StoredTensor(name, type, sizes, begin, end);
    }

    internal static bool TryBytes(IEnumerable<long> sizes, int elementBytes, out long bytes)
    {
        UInt128 total = (UInt128)elementBytes;
        foreach (var size in sizes)
        {
            total *= (UInt128)size;
            if (total > long.MaxValue)
            {
                bytes = 0;
                return false;
            }
        }

        bytes = (long)total;
        return true;
    }

    private static long[]? Longs(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 64)
        {
            return null;
        }

        var numbers = new long[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[index]) || numbers[index] < 0)
            {
                return null;
            }

            index++;
        }

        return numbers;
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? string.Concat(text.AsSpan(0, 80), "...") : value.GetRawText();
}
