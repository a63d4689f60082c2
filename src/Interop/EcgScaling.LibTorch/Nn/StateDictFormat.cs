using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// TorchSharp's file format of a state dictionary: a LEB128 count, then per entry a BinaryWriter string, the type's number, the rank, the
/// dimensions (all LEB128) and the elements, row by row, little-endian.
/// </summary>
internal static class StateDictFormat
{
    private const int MaxRank = 64;

    public static void Write(BinaryWriter writer, Dictionary<string, Tensor> entries, IList<string>? skip)
    {
        var chosen = new List<KeyValuePair<string, Tensor>>(entries.Count);
        foreach (var entry in entries)
        {
            if (skip?.Contains(entry.Key) != true)
            {
                chosen.Add(entry);
            }
        }

        WriteNumber(writer, chosen.Count);
        foreach (var (key, tensor) in chosen)
        {
            writer.Write(key);
            WriteTensor(writer, tensor);
        }
    }

    public static Dictionary<string, Tensor> Read(BinaryReader reader)
    {
        var count = ReadNumber(reader, "the number of entries");
        var entries = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (long i = 0; i < count; i++)
        {
            string key;
            try
            {
                key = reader.ReadString();
            }
            catch (Exception e) when (e is EndOfStreamException or FormatException or IOException)
            {
                throw new InvalidDataException($"The state dictionary breaks off at the name of entry {i} of {count}.", e);
            }

            if (!entries.TryAdd(key, ReadTensor(reader, $"'{key}' (entry {i} of {count})")))
            {
                throw new InvalidDataException($"The state dictionary has '{key}' twice.");
            }
        }

        return entries;
    }

    public static void WriteTensor(BinaryWriter writer, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var plain = tensor.detach().cpu().contiguous();
        WriteNumber(writer, (sbyte)plain.dtype);
        var shape = plain.shape;
        WriteNumber(writer, shape.Length);
        foreach (var size in shape)
        {
            WriteNumber(writer, size);
        }

        writer.Write(plain.bytes);
    }

    public static Tensor ReadTensor(BinaryReader reader, string what)
    {
        var type = ReadNumber(reader, $"the type of {what}");
        if (ElementSize((ScalarType)type) is not { } size || type > sbyte.MaxValue)
        {
            throw new InvalidDataException($"{what} has element type number {type}, which is none that can be read.");
        }

        var rank = ReadNumber(reader, $"the rank of {what}");
        if (rank > MaxRank)
        {
            throw new InvalidDataException($"{what} claims {rank} dimensions; the file is damaged or not a state dictionary.");
        }

        var shape = new long[rank];
        var elements = 1L;
        try
        {
            for (var d = 0; d < rank; d++)
            {
                shape[d] = ReadNumber(reader, $"the shape of {what}");
                elements = checked(elements * shape[d]);
            }

            if (checked(elements * size) is var bytes && reader.BaseStream.CanSeek && bytes > reader.BaseStream.Length - reader.BaseStream.Position)
            {
                throw new InvalidDataException($"{what} needs {bytes} bytes, but only {reader.BaseStream.Length - reader.BaseStream.Position} are left: cut short?");
            }
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{what} claims the shape ({string.Join(", ", shape)}), which no tensor can have.", e);
        }

        var tensor = empty(shape, (ScalarType)type, CPU);
        try
        {
            if (elements > 0)
            {
                reader.BaseStream.ReadExactly(tensor.bytes);
            }
        }
        catch (EndOfStreamException e)
        {
            tensor.Dispose();
            throw new InvalidDataException($"The state dictionary breaks off in the elements of {what}.", e);
        }

        return tensor;
    }

    public static void WriteNumber(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    public static long ReadNumber(BinaryReader reader, string what)
    {
        try
        {
            var value = reader.Read7BitEncodedInt64();
            return value >= 0 ? value : throw new InvalidDataException($"{what} is negative: the file is damaged or not in this format.");
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"The stream breaks off, or is not in this format, at {what}.", e);
        }
    }

    private static int? ElementSize(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => null,
    };
}
