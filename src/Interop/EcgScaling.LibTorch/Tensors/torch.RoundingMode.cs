using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What becomes of the fraction in a division.</summary>
    public enum RoundingMode
    {
        /// <summary>It stays.</summary>
        None,

        /// <summary>It is cut off.</summary>
        trunc,

        /// <summary>The result is rounded down.</summary>
        floor,
    }

    private static string? ModeName(RoundingMode mode) => mode switch
    {
        RoundingMode.trunc => "trunc",
        RoundingMode.floor => "floor",
        _ => null,
    };

    private static (Tensor First, Tensor Second) Pair(Tensor[] results) => (results[0], results[1]);

    private static Tensor Converted(ScalarType? type, Tensor tensor) => type is { } t ? tensor.to_type(t) : tensor;

    private static AtenArg TensorList(IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return tensors as Tensor[] ?? (tensors is IReadOnlyList<Tensor> list ? AtenArg.From(list) : (AtenArg)(Tensor[])[.. tensors]);
    }
}
