using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The same elements in another shape; one size may be -1.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => Aten.Reshape.Tensor(input, shape);

    /// <summary>Dimensions start_dim to end_dim as one.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts.Tensor(input, start_dim, end_dim);

    /// <summary>One dimension as several.</summary>
    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => Aten.UnflattenInt.Tensor(input, dim, sizes);

    /// <summary>With a dimension of size 1 put in.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => Aten.Unsqueeze.Tensor(input, dim);

    /// <summary>With a dimension of size 1 put in, in place.</summary>
    public static Tensor unsqueeze_(Tensor input, long dim) => Aten.UnsqueezeInPlace.InPlace(input, dim);

    /// <summary>All elements in one dimension.</summary>
    public static Tensor ravel(Tensor input) => Aten.Ravel.Tensor(input);

    /// <summary>A copy.</summary>
    public static Tensor clone(Tensor input) => Aten.Clone.Tensor(input);

    /// <summary>Without a dimension of size 1, or without all of them.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);
}
