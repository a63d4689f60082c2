using static TorchSharp.torch;

namespace EcgScaling.Models.Weights;

/// <summary>A name that a pickle refers to; one of a short list, each with a meaning of its own here. Nothing is looked up or called.</summary>
internal sealed record PickleName(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A storage of the archive: a file of raw elements.</summary>
internal sealed record PickleStorage(string Key, ScalarType Type, long Elements);

/// <summary>A tensor over a storage.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>A value that is read over: it is no tensor and holds none.</summary>
internal sealed record PickleIgnored(string What);
