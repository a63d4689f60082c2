using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Aten.Expand.Tensor(this, sizes);

        /// <summary>Repeated along every dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.Repeat.Tensor(this, sizes);

        /// <summary>Repeated along every dimension, missing ones in front.</summary>
        public Tensor tile(long[] reps) => Aten.Tile.Tensor(this, reps);

        /// <summary>Dimensions of size 1 repeated without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.BroadcastTo.Tensor(this, shape);

        /// <summary>Every element repeated, as often as said for it.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfTensor.Tensor(this, repeats, dim, output_size);

        /// <summary>Every element repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleaveSelfInt.Tensor(this, repeats, dim, output_size);

        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Expand.Tensor(this, sizes, isImplicit);

        /// <summary>Dimensions of size 1 repeated without copying; -1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray(), isImplicit);

        /// <summary>Expanded to the shape of another.</summary>
        public Tensor expand_as(Tensor other) => Aten.ExpandAs.Tensor(this, other);
    }
}
