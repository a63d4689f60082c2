using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.Permute.Tensor(this, permutation);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.TransposeInt.Tensor(this, dim0, dim1);

        /// <summary>Two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.TransposeInPlace.InPlace(this, dim0, dim1);

        /// <summary>A matrix transposed.</summary>
        public Tensor t() => Aten.T.Tensor(this);

        /// <summary>Dimensions moved elsewhere.</summary>
        public Tensor movedim(long[] source, long[] destination) => Aten.MovedimIntlist.Tensor(this, source, destination);

        /// <summary>Reversed along dimensions.</summary>
        public Tensor flip(params long[] dims) => Aten.Flip.Tensor(this, dims);

        /// <summary>Columns reversed.</summary>
        public Tensor fliplr() => Aten.Fliplr.Tensor(this);

        /// <summary>Rows reversed.</summary>
        public Tensor flipud() => Aten.Flipud.Tensor(this);

        /// <summary>Transposed and conjugated.</summary>
        public Tensor adjoint() => Aten.Adjoint.Tensor(this);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute((long[])[.. permutation]);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Dimensions moved elsewhere.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long shifts, long? dims = null) => Aten.Roll.Tensor(this, shifts, dims is { } d ? (long[])[d] : AtenArg.None);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.Roll.Tensor(this, shifts, dims);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll(long[] shifts) => Aten.Roll.Tensor(this, shifts);

        /// <summary>Rolled along dimensions; what leaves at one end comes in at the other.</summary>
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            Aten.Roll.Tensor(this, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);
    }
}
