using System.Runtime.InteropServices;

namespace EcgScaling.LibTorch.Dispatch;

/// <summary>An argument or result as the shim sees it: a tag, a length for lists, and a value or pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArg
{
    public int Tag;
    public int Length;
    public long Payload;
}
