using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Cuda;

/// <summary>Runs where libtorch sees a CUDA device, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CudaFactAttribute : FactAttribute
{
    public CudaFactAttribute() => Skip = cuda.is_available() ? null : $"libtorch {__version__} sees no CUDA device";
}
