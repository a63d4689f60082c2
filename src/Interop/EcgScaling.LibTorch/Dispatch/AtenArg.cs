using TorchSharp;

namespace EcgScaling.LibTorch.Dispatch;

/// <summary>What an <see cref="AtenArg"/> holds; the numbers are shared with the native shim.</summary>
internal enum AtenTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    TensorList = 7,
    String = 8,
    Device = 9,
    Generator = 10,
    Complex = 11,
    BoolList = 12,
}

/// <summary>
/// One argument of a dispatcher call. Arguments are matched to the operator's schema by position and converted by it: an int becomes a
/// Scalar, a float or a one-element list where the schema says so. Lives on the caller's stack; lists are copied at the call.
/// </summary>
internal readonly struct AtenArg
{
    private AtenArg(AtenTag tag, long bits, object? reference)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    /// <summary>Python's None: an absent optional argument.</summary>
    public static AtenArg None => default;

    internal AtenTag Tag { get; }

    internal long Bits { get; }

    internal object? Reference { get; }

    public static implicit operator AtenArg(torch.Tensor? value) => value is null ? default : new(AtenTag.Tensor, 0, value);

    /// <summary>A tensor list; a null element is None (as in the index lists of <c>aten::index</c>).</summary>
    public static implicit operator AtenArg(torch.Tensor?[]? value) => value is null ? default : new(AtenTag.TensorList, 0, value);

    public static implicit operator AtenArg(List<torch.Tensor>? value) => From(value);

    public static implicit operator AtenArg(int value) => new(AtenTag.Int, value, null);

    public static implicit operator AtenArg(long value) => new(AtenTag.Int, value, null);

    public static implicit operator AtenArg(long? value) => value is { } v ? new(AtenTag.Int, v, null) : default;

    public static implicit operator AtenArg(float value) => new(AtenTag.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator AtenArg(double value) => new(AtenTag.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static implicit operator AtenArg(double? value) => value is { } v ? v : default(AtenArg);

    public static implicit operator AtenArg(bool value) => new(AtenTag.Bool, value ? 1 : 0, null);

    public static implicit operator AtenArg(bool? value) => value is { } v ? v : default(AtenArg);

    public static implicit operator AtenArg(long[]? value) => value is null ? default : new(AtenTag.IntList, 0, value);

    public static implicit operator AtenArg(double[]? value) => value is null ? default : new(AtenTag.DoubleList, 0, value);

    public static implicit operator AtenArg(bool[]? value) => value is null ? default : new(AtenTag.BoolList, 0, value);

    public static implicit operator AtenArg(string? value) => value is null ? default : new(AtenTag.String, 0, value);

    public static implicit operator AtenArg(torch.ScalarType value) => new(AtenTag.Int, (sbyte)value, null);

    public static implicit operator AtenArg(torch.ScalarType? value) => value is { } v ? v : default(AtenArg);

    public static implicit operator AtenArg(torch.Device? value) =>
        value is null ? default : new(AtenTag.Device, ((long)value.type << 32) | (uint)value.index, null);

    public static implicit operator AtenArg(torch.Generator? value) => value is null ? default : new(AtenTag.Generator, 0, value);

    public static implicit operator AtenArg(Scalar? value) => value is null ? default : value.Kind switch
    {
        AtenTag.Complex => new(AtenTag.Complex, 0, value),
        _ => new(value.Kind, value.Bits, null),
    };

    /// <summary>A tensor list from any list (C# allows no conversion operator from an interface).</summary>
    public static AtenArg From(IReadOnlyList<torch.Tensor>? value) => value is null ? default : new(AtenTag.TensorList, 0, value);
}
