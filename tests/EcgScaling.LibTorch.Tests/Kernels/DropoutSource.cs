using EcgScaling.LibTorch.Random;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>Draws dropout masks from the counter or as libtorch does, until disposed.</summary>
internal sealed class DropoutSource : IDisposable
{
    internal const int Libtorch = 0;
    internal const int Counter = 1;
    private readonly int _before;

    public DropoutSource(int source)
    {
        _before = CounterMask.Source;
        CounterMask.Source = source;
    }

    public void Dispose() => CounterMask.Source = _before;
}
