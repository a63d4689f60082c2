using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>The memory of a CUDA device.</summary>
internal static partial class DeviceMemory
{
    /// <summary>The bytes that no process uses; null where that is not known.</summary>
    public static long? Free(Device device)
    {
        long? bytes = null;
        Ask(device, ref bytes);
        return bytes;
    }

    // Its body, in Cuda/, is compiled only where the tensor layer can tell.
    static partial void Ask(Device device, ref long? bytes);
}
