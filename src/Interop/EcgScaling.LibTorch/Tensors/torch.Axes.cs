using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The dimensions in another order.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => Aten.Permute.Tensor(input, permutation);

    /// <summary>Two dimensions exchanged.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => Aten.TransposeInt.Tensor(input, dim0, dim1);

    /// <summary>A matrix transposed.</summary>
    public static Tensor t(Tensor input) => Aten.T.Tensor(input);

    /// <summary>Dimensions moved elsewhere.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => Aten.MovedimIntlist.Tensor(input, source, destination);

    /// <summary>Reversed along dimensions.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => Aten.Flip.Tensor(input, dims);

    /// <summary>Columns reversed.</summary>
    public static Tensor fliplr(Tensor input) => Aten.Fliplr.Tensor(input);

    /// <summary>Rows reversed.</summary>
    public static Tensor flipud(Tensor input) => Aten.Flipud.Tensor(input);

    /// <summary>Transposed and conjugated.</summary>
    public static Tensor adjoint(Tensor input) => Aten.Adjoint.Tensor(input);

    /// <summary>A dimension moved elsewhere.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => Aten.MovedimInt.Tensor(input, source, destination);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) =>
        Aten.Roll.Tensor(input, shifts, dims is { } d ? (long[])[d] : AtenArg.None);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => Aten.Roll.Tensor(input, shifts, dims);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, long[] shifts) => Aten.Roll.Tensor(input, shifts);

    /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) =>
        Aten.Roll.Tensor(input, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);
}
