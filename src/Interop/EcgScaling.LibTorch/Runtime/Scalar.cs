using System.Numerics;
using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

/// <summary>A number handed to an operator: whole, real, complex or truth value. Implicit from .NET's number types.</summary>
public sealed class Scalar : IDisposable
{
    private Scalar(AtenTag kind, torch.ScalarType type, long bits)
    {
        Kind = kind;
        Type = type;
        Bits = bits;
    }

    private Scalar(torch.ScalarType type, double real, double imaginary)
    {
        Kind = AtenTag.Complex;
        Type = type;
        Real = real;
        Imaginary = imaginary;
    }

    /// <summary>The element type a tensor of this number would have.</summary>
    public torch.ScalarType Type { get; }

    internal AtenTag Kind { get; }

    internal long Bits { get; }

    internal double Real { get; }

    internal double Imaginary { get; }

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(byte value) => new(AtenTag.Int, torch.ScalarType.Byte, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(sbyte value) => new(AtenTag.Int, torch.ScalarType.Int8, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(short value) => new(AtenTag.Int, torch.ScalarType.Int16, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(AtenTag.Int, torch.ScalarType.Int32, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(AtenTag.Int, torch.ScalarType.Int64, value);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(Half value) => FromDouble((double)value, torch.ScalarType.Float16);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(float value) => FromDouble(value, torch.ScalarType.Float32);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => FromDouble(value, torch.ScalarType.Float64);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(AtenTag.Bool, torch.ScalarType.Bool, value ? 1 : 0);

    /// <summary>A complex number.</summary>
    public static implicit operator Scalar((float, float) value) => new(torch.ScalarType.ComplexFloat32, value.Item1, value.Item2);

    /// <summary>A complex number.</summary>
    public static implicit operator Scalar(Complex value) => new(torch.ScalarType.ComplexFloat64, value.Real, value.Imaginary);

    /// <summary>Nothing to release; present because TorchSharp's scalar holds native memory.</summary>
    public void Dispose()
    {
    }

    /// <summary>The number as text, invariant.</summary>
    public override string ToString() => Kind switch
    {
        AtenTag.Bool => Bits != 0 ? "True" : "False",
        AtenTag.Complex => new Complex(Real, Imaginary).ToString(System.Globalization.CultureInfo.InvariantCulture),
        AtenTag.Double => BitConverter.Int64BitsToDouble(Bits).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    internal double AsDouble() => Kind switch
    {
        AtenTag.Double => BitConverter.Int64BitsToDouble(Bits),
        AtenTag.Complex => Imaginary == 0 ? Real : throw new InvalidOperationException($"{this} has an imaginary part and is no real number."),
        _ => Bits,
    };

    internal long AsLong() => Kind is AtenTag.Int or AtenTag.Bool ? Bits : checked((long)AsDouble());

    private static Scalar FromDouble(double value, torch.ScalarType type) => new(AtenTag.Double, type, BitConverter.DoubleToInt64Bits(value));
}
