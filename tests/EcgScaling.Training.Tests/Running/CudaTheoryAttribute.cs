using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>Runs where libtorch sees a CUDA device, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CudaTheoryAttribute : TheoryAttribute
{
    public CudaTheoryAttribute() => Skip = cuda.is_available() ? null : $"libtorch {__version__} sees no CUDA device";
}
