using TorchSharp;
using Casting = EcgScaling.LibTorch.MixedPrecision.Autocast;

namespace EcgScaling.Training.Running;

internal static partial class MixedPrecision
{
    static partial void Check(ref bool available) => available = true;

    static partial void Open(torch.Device device, bool narrow, ref IDisposable? scope) =>
        scope = narrow ? Casting.ToBFloat16(device.type) : Casting.Off(device.type);
}
