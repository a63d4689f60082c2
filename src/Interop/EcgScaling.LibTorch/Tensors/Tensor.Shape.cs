using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same elements in another shape; one size may be -1.</summary>
        public Tensor reshape(params long[] shape) => Aten.Reshape.Tensor(this, shape);

        /// <summary>The same memory in another shape; one size may be -1.</summary>
        public Tensor view(params long[] shape) => Aten.View.Tensor(this, shape);

        /// <summary>Dimensions start_dim to end_dim as one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.FlattenUsingInts.Tensor(this, start_dim, end_dim);

        /// <summary>One dimension as several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Aten.UnflattenInt.Tensor(this, dim, sizes);

        /// <summary>With a dimension of size 1 put in.</summary>
        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Tensor(this, dim);

        /// <summary>With a dimension of size 1 put in, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.UnsqueezeInPlace.InPlace(this, dim);

        /// <summary>All elements in one dimension.</summary>
        public Tensor ravel() => Aten.Ravel.Tensor(this);

        /// <summary>The memory seen in another shape with other strides.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => Aten.AsStrided.Tensor(this, size, strides, storageOffset);

        /// <summary>The tensor, copied if its elements do not lie in the order of the indices.</summary>
        public Tensor contiguous() => Aten.Contiguous.Tensor(this);

        /// <summary>A copy.</summary>
        public Tensor clone() => Aten.Clone.Tensor(this);

        /// <summary>The same memory, outside the graph of gradients.</summary>
        public Tensor detach() => Aten.Detach.Tensor(this);

        /// <summary>The same memory in the shape of another.</summary>
        public Tensor view_as(Tensor other) => Aten.ViewAs.Tensor(this, other);

        /// <summary>Without a dimension of size 1, or without all of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.SqueezeDim.Tensor(this, d) : Aten.Squeeze.Tensor(this);

        /// <summary>Without a dimension of size 1, or without all of them, in place.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Aten.SqueezeInPlaceDim.InPlace(this, d) : Aten.SqueezeInPlace.InPlace(this);

        /// <summary>Takes the tensor out of the graph of gradients.</summary>
        public Tensor detach_() => Aten.DetachInPlace.InPlace(this);
    }
}
