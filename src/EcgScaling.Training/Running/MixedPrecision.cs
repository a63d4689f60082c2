using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

/// <summary>Forward passes in bfloat16: products read bfloat16, norms, losses, weights and gradients are float32.</summary>
internal static partial class MixedPrecision
{
    /// <summary>Whether the tensor layer has autocast; TorchSharp has none.</summary>
    public static bool IsAvailable
    {
        get
        {
            var available = false;
            Check(ref available);
            return available;
        }
    }

    /// <summary>Computes with a precision until disposed.</summary>
    public static IDisposable? Enter(Precision precision, Device device)
    {
        IDisposable? scope = null;
        if (precision == Precision.BFloat16)
        {
            Open(device, true, ref scope);
        }

        return scope;
    }

    /// <summary>Computes in float32 until disposed; for losses over products, such as similarities, that bfloat16's 8 bits would blur.</summary>
    public static IDisposable? Leave(Device device)
    {
        IDisposable? scope = null;
        Open(device, false, ref scope);
        return scope;
    }

    // Their bodies, in Autocast/, are compiled only where the tensor layer has autocast.
    static partial void Check(ref bool available);

    static partial void Open(Device device, bool narrow, ref IDisposable? scope);
}
