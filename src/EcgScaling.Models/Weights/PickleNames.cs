using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>The names that a pickle of tensors may use, and what a call of each builds.</summary>
internal static class PickleNames
{
    private static readonly Dictionary<string, ScalarType> StorageTypes = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = ScalarType.Float64, ["FloatStorage"] = ScalarType.Float32, ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16, ["LongStorage"] = ScalarType.Int64, ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16, ["CharStorage"] = ScalarType.Int8, ["ByteStorage"] = ScalarType.Byte, ["BoolStorage"] = ScalarType.Bool,
    };

    private static readonly HashSet<string> Builders = new(StringComparer.Ordinal)
    {
        "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter", "torch.Size",
    };

    /// <summary>Numbers of numpy that training scripts leave beside the weights; their values are not read.</summary>
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.dtype", "_codecs.encode",
    };

    internal static PickleName Check(string module, string name, Func<string, string, EcgDataException> bad)
    {
        var full = $"{module}.{name}";
        return Builders.Contains(full) || Ignored.Contains(full) || (module == "torch" && StorageTypes.ContainsKey(name))
            ? new PickleName(module, name)
            : throw bad($"the name {(full.Length > 100 ? full[..100] : full)}, which would run code on loading", $"tensors alone ({string.Join(", ", Builders)}, storages)");
    }

    /// <summary>A persistent id: ('storage', type, key, device, number of elements).</summary>
    internal static PickleStorage Storage(object? id, Func<string, string, EcgDataException> bad) =>
        id is object?[] and ["storage", PickleName { Module: "torch" } type, string key, string, long elements] && elements >= 0 && StorageTypes.TryGetValue(type.Name, out var scalar)
            ? new PickleStorage(key, scalar, elements)
            : throw bad("another persistent id", "('storage', type, key, device, elements)");

    internal static object Call(object? callable, object? arguments, Func<string, string, EcgDataException> bad)
    {
        if (callable is not PickleName name || arguments is not object?[] given)
        {
            throw bad("a call of something that is no name", "calls that build tensors");
        }

        var full = name.ToString();
        return full switch
        {
            "collections.OrderedDict" when given.Length == 0 => new Dictionary<string, object?>(StringComparer.Ordinal),
            "torch._utils._rebuild_tensor_v2" when given is [PickleStorage storage, long offset, object?[] shape, object?[] strides, bool, ..] => Tensor(storage, offset, shape, strides, bad),
            "torch._utils._rebuild_parameter" when given is [PickleTensor tensor, bool, ..] => tensor,
            "torch.Size" when given is [object?[] sizes] => sizes,
            _ when Ignored.Contains(full) => new PickleIgnored(full),
            _ => throw bad($"a call of {full} with other arguments", "calls that build tensors"),
        };
    }

    private static PickleTensor Tensor(PickleStorage storage, long offset, object?[] shape, object?[] strides, Func<string, string, EcgDataException> bad)
    {
        var (sizes, steps) = (Longs(shape), Longs(strides));
        if (sizes is null || steps is null || sizes.Length != steps.Length || sizes.Length > 64 || offset < 0)
        {
            throw bad("a tensor whose shape and strides do not fit each other", "as many strides as sizes, none negative");
        }

        return new PickleTensor(storage, offset, sizes, steps);
    }

    private static long[]? Longs(object?[] values) =>
        values.All(value => value is long and >= 0) ? [.. values.Select(value => (long)value!)] : null;
}
