using System.Collections.Concurrent;

namespace EcgScaling.Data.Loading;

/// <summary>
/// The arrays of a loader's batches. The array given back last is the next one taken, so that a loader whose batches are used at once writes again and
/// again where the processor's cache already is; a shared pool keeps one array back for each thread, and all of them wander through memory.
/// </summary>
internal sealed class BatchMemory
{
    private readonly ConcurrentStack<float[]> _free = new();

    /// <summary>An array for at least so many values, with whatever is in it.</summary>
    public float[] Take(int length)
    {
        // Batches differ in size at the end of an epoch at most: an array that is too small for the others is let go.
        while (_free.TryPop(out var array))
        {
            if (array.Length >= length)
            {
                return array;
            }
        }

        return GC.AllocateUninitializedArray<float>(Math.Max(1, length));
    }

    /// <summary>Gives an array back.</summary>
    public void Return(float[] array) => _free.Push(array);
}
