using EcgScaling.LibTorch.Distributed;
using EcgScaling.Training.Distributed.C10d;
using TorchSharp;

namespace EcgScaling.Training.Distributed;

public static partial class ProcessGroups
{
    static partial void Check(string device, ref string? reason) => reason = device.StartsWith("cuda", StringComparison.Ordinal) switch
    {
        false when ProcessGroup.IsAvailable(CollectiveBackend.Gloo) => null,
        true when ProcessGroup.IsAvailable(CollectiveBackend.Nccl) => null,
        false => "the layer to libtorch was compiled without Gloo: this libtorch has none, or Gloo's headers were missing. Debian: apt install libgloo-dev, then build again.",
        true => "the layer to libtorch was compiled without NCCL: this libtorch has none, or the headers nccl.h and cuda_runtime_api.h were missing. Install a libtorch for CUDA with them and build again, or use Device = \"cpu\".",
    };

    static partial void Open(ProcessWorld world, torch.Device device, ref IProcessGroup? group) => group = C10dProcessGroup.Open(world, device);
}
