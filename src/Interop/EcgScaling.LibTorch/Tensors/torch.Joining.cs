using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.Cat.Tensor(tensors, dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(tensors.ToArray(), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Aten.Cat.Tensor(tensors, dim);

    /// <summary>Tensors one after another along a dimension.</summary>
    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.Cat.Tensor(tensors.ToArray(), dim);

    /// <summary>Tensors of the same shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.Stack.Tensor(TensorList(tensors), dim);

    /// <summary>Tensors side by side.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Aten.Hstack.Tensor(tensors);

    /// <summary>Tensors side by side.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Aten.Hstack.Tensor(TensorList(tensors));

    /// <summary>Tensors one below another.</summary>
    public static Tensor vstack(params Tensor[] tensors) => Aten.Vstack.Tensor(tensors);

    /// <summary>Tensors one below another.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Aten.Vstack.Tensor(TensorList(tensors));

    /// <summary>Tensors one behind another.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Aten.Dstack.Tensor(tensors);

    /// <summary>Tensors one behind another.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Aten.Dstack.Tensor(TensorList(tensors));

    /// <summary>A matrix with matrices along its diagonal.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Aten.BlockDiag.Tensor(tensors);
}
