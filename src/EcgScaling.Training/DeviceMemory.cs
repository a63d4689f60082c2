using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training;

/// <summary>The memory of CUDA devices.</summary>
public static partial class DeviceMemory
{
    /// <summary>The bytes of a device that no process uses.</summary>
    /// <param name="device">For example <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <returns>Null where that is not known: another kind of device, none of that number, or a tensor library that does not tell.</returns>
    public static long? FreeBytes(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        long? bytes = null;
        if (device.type == DeviceType.CUDA && device.index < cuda.device_count())
        {
            Ask(device, ref bytes);
        }

        return bytes;
    }

    // Its body, in Running/Cuda/, is compiled only where the tensor layer can tell.
    static partial void Ask(Device device, ref long? bytes);
}
