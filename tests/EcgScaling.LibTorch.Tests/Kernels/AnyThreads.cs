using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>What must not depend on the number of threads.</summary>
internal static class AnyThreads
{
    /// <summary>Runs with one thread and with each of <paramref name="threads"/>, and compares bit by bit.</summary>
    public static void GiveTheBitsOfOne(Func<IEnumerable<Tensor>> run, params int[] threads)
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            Tensor[] one = [.. run()];
            foreach (var count in threads)
            {
                set_num_threads(count);
                Tensor[] several = [.. run()];
                Assert.Equal(one.Length, several.Length);
                Assert.All(one.Zip(several), pair => Assert.True(pair.First.Equals(pair.Second)));
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
