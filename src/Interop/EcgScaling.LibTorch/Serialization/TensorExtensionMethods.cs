using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Tensors to and from .NET's numbers, arrays and streams.</summary>
public static class TensorExtensionMethods
{
    /// <summary>Writes a tensor in the .NET format: type, rank and sizes as 7-bit numbers, then the elements.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer) => StateDictFormat.WriteTensor(writer, tensor);

    /// <summary>Writes a tensor in the .NET format and closes the stream.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes a tensor to a file in the .NET format.</summary>
    public static void Save(this Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Reads a tensor of the same type and shape into this one.</summary>
    /// <param name="tensor">The tensor to overwrite.</param>
    /// <param name="reader">Where it is read from.</param>
    /// <param name="skip">Read, but leave the tensor as it is.</param>
    /// <exception cref="ArgumentException">Another type or shape.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged or cut short.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var read = Load(reader);
        if (read.dtype != tensor.dtype)
        {
            throw new ArgumentException($"The stream holds a tensor of {read.dtype}, not {tensor.dtype}.", nameof(reader));
        }

        if (skip)
        {
            return;
        }

        if (!read.shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException($"The stream holds a tensor of shape [{string.Join(", ", read.shape)}], not [{string.Join(", ", tensor.shape)}].", nameof(reader));
        }

        using var quiet = no_grad();
        tensor.copy_(read);
    }

    /// <summary>Reads a tensor in the .NET format.</summary>
    /// <param name="reader">Where it is read from.</param>
    /// <param name="skip">Give zeros of the same type and shape instead of the elements.</param>
    /// <exception cref="InvalidDataException">The stream is damaged or cut short.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var tensor = StateDictFormat.ReadTensor(reader, "the tensor");
        return skip ? tensor.zero_() : tensor;
    }

    /// <summary>Reads a tensor into this one, or makes it where it is null.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
        {
            tensor = Load(reader, skip);
        }
        else
        {
            tensor.Load(reader, skip);
        }
    }

    /// <summary>Numbers copied from an array in the shape given.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        using var aliased = from_array(rawArray);
        var shaped = aliased.reshape(dimensions);
        if (doCopy)
        {
            using var view = shaped;
            shaped = view.clone();
        }

        return shaped.requires_grad_(requires_grad);
    }

    /// <summary>A number as a tensor.</summary>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false)
        where T : struct
    {
        using var aliased = from_array(new[] { scalar });
        using var single = aliased.reshape();
        return single.to(single.dtype, device ?? get_default_device(), copy: true).requires_grad_(requires_grad);
    }

    /// <summary>The one element in single precision.</summary>
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The one element in double precision.</summary>
    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    /// <summary>The one element as a 32-bit integer.</summary>
    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    /// <summary>The one element as a 64-bit integer.</summary>
    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    /// <summary>Whether the one element is not zero.</summary>
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The one element as a complex number.</summary>
    public static Complex ToComplexFloat64(this Tensor value) => value.ToScalar().ToComplexFloat64();

    /// <summary>The product of sizes.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => new Size(shape).numel();
}
