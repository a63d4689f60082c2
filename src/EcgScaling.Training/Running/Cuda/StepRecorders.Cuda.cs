using EcgScaling.LibTorch.Cuda;
using EcgScaling.Training.Running.Cuda;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running.Recorded;

internal static partial class StepRecorders
{
    static partial void Open(Device device, ref IStepRecorder? recorder, ref string? reason)
    {
        reason = (CudaGraph.IsAvailable, DeviceUpdates.AreAvailable) switch
        {
            (false, _) => "the layer to libtorch was compiled without CUDA graphs: cuda_runtime_api.h was not found beside this libtorch, or does not fit it.",
            (_, false) => $"libtorch {__version__} has no Adam whose learning rate is a tensor; 2.1 and newer have.",
            _ => null,
        };
        if (reason is null)
        {
            recorder = new CudaStepRecorder(device);
        }
    }
}
