using EcgScaling.Training.Running.Cuda;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

internal abstract partial class BatchFeed
{
    static partial void Open(Device device, ref BatchFeed? feed) => feed = new CudaBatchFeed(device);
}
