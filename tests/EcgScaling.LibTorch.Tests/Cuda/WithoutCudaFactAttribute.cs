using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Cuda;

/// <summary>Runs where libtorch sees no CUDA device.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WithoutCudaFactAttribute : FactAttribute
{
    public WithoutCudaFactAttribute() => Skip = cuda.is_available() ? "this machine has a CUDA device" : null;
}
