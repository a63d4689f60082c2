namespace TorchSharp;

public static partial class torch
{
    /// <summary>A single number.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        CopyOf([scalar], [], null, device, requires_grad, null);

    /// <summary>Numbers copied from an array, in one dimension.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf<int>(rawArray, [NotNull(rawArray).Length], dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array in the shape given.</summary>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf<int>(NotNull(rawArray), dimensions, dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array in the shape given.</summary>
    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf<int>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>Numbers copied from a list, in one dimension.</summary>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat(rawArray), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>Numbers copied from a list in the shape given.</summary>
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat(rawArray), dimensions, dtype, device, requires_grad, names);

    /// <summary>Numbers copied from a list in the shape given.</summary>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat(rawArray), [rows, columns], dtype, device, requires_grad, names);

    /// <summary>Numbers copied from a list in the shape given.</summary>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat(rawArray), [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>Numbers copied from a list in the shape given.</summary>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat(rawArray), [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array of 2 dimensions.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat<int>(rawArray), ShapeOf(rawArray), dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array of 3 dimensions.</summary>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat<int>(rawArray), ShapeOf(rawArray), dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array of 4 dimensions.</summary>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        CopyOf(Flat<int>(rawArray), ShapeOf(rawArray), dtype, device, requires_grad, names);

    /// <summary>Numbers copied from an array, in one dimension.</summary>
    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>Numbers copied from a list, in one dimension.</summary>
    public static Tensor as_tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);
}
