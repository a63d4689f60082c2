using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Complex numbers as pairs in a last dimension.</summary>
        public Tensor view_as_real() => Aten.ViewAsReal.Tensor(this);

        /// <summary>Pairs in the last dimension as complex numbers.</summary>
        public Tensor view_as_complex() => Aten.ViewAsComplex.Tensor(this);

        /// <summary>The conjugate of every element.</summary>
        public Tensor conj() => Aten.Conj.Tensor(this);

        /// <summary>The tensor with a pending conjugation carried out.</summary>
        public Tensor resolve_conj() => Aten.ResolveConj.Tensor(this);
    }
}
