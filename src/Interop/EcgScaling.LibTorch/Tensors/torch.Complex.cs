using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Complex numbers as pairs in a last dimension.</summary>
    public static Tensor view_as_real(Tensor input) => Aten.ViewAsReal.Tensor(input);

    /// <summary>Pairs in the last dimension as complex numbers.</summary>
    public static Tensor view_as_complex(Tensor input) => Aten.ViewAsComplex.Tensor(input);

    /// <summary>The conjugate of every element.</summary>
    public static Tensor conj(Tensor input) => Aten.Conj.Tensor(input);

    /// <summary>The tensor with a pending conjugation carried out.</summary>
    public static Tensor resolve_conj(Tensor input) => Aten.ResolveConj.Tensor(input);

    /// <summary>The conjugate of every element, in new memory.</summary>
    public static Tensor conj_physical(Tensor input) => Aten.ConjPhysical.Tensor(input);

    /// <summary>The real part of every element.</summary>
    public static Tensor real(Tensor input) => input.real;

    /// <summary>The imaginary part of every element.</summary>
    public static Tensor imag(Tensor input) => input.imag;
}
