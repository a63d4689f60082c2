using EcgScaling.LibTorch.Cuda;
using static TorchSharp.torch;

namespace EcgScaling.Training;

public static partial class DeviceMemory
{
    static partial void Ask(Device device, ref long? bytes) => bytes = CudaMemory.Free(Math.Max(0, device.index));
}
