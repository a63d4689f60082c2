using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Tests.Kernels;

public sealed class ThreadsTests
{
    /// <summary>libtorch's parallel loop is a template around a pragma: compiled without OpenMP it runs on one thread, and every kernel gives the right numbers at half the speed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_kernels_loops_are_shared_by_the_threads_that_libtorch_is_given(int threads)
    {
        var before = TorchSharp.torch.get_num_threads();
        try
        {
            TorchSharp.torch.set_num_threads(threads);
            Assert.Equal(threads, ShimMethods.egs_threads_at_work());
        }
        finally
        {
            TorchSharp.torch.set_num_threads(before);
        }
    }
}
