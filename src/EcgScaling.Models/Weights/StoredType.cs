using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>Element types of weight files, by their safetensors name.</summary>
internal static class StoredType
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] Known =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    internal static string Names => string.Join(", ", Known.Select(known => known.Name));

    internal static bool TryParse(string name, out ScalarType type)
    {
        foreach (var known in Known)
        {
            if (known.Name == name)
            {
                type = known.Type;
                return true;
            }
        }

        type = default;
        return false;
    }

    internal static string NameOf(ScalarType type) => Known.FirstOrDefault(known => known.Type == type).Name
        ?? throw new NotSupportedException($"Tensors of type {type} cannot be stored; convert them to one of {string.Join(", ", Known.Select(known => known.Type))}.");

    internal static int BytesOf(ScalarType type) => Known.First(known => known.Type == type).Bytes;
}
