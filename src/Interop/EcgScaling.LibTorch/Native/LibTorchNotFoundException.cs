namespace EcgScaling.LibTorch.Native;

/// <summary>libtorch, or the layer between it and .NET, could not be loaded. The message says what was searched and what to install.</summary>
public sealed class LibTorchNotFoundException : DllNotFoundException
{
    /// <summary>An exception with the message given.</summary>
    public LibTorchNotFoundException(string message)
        : base(message)
    {
    }
}
