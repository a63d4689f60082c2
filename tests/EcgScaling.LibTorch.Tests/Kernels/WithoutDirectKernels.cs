using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>Leaves every operator to libtorch until disposed.</summary>
internal sealed class WithoutDirectKernels : IDisposable
{
    private readonly bool _before = DirectKernels.Enabled;

    public WithoutDirectKernels() => DirectKernels.Enabled = false;

    public void Dispose() => DirectKernels.Enabled = _before;
}
