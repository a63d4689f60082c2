using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor to a file of libtorch's own format.</summary>
    public static void save(Tensor t, string location)
    {
        ArgumentNullException.ThrowIfNull(t);
        t.save(location);
    }

    /// <summary>Reads a tensor from a file of libtorch's own format.</summary>
    public static Tensor load(string location) => Tensor.load(location);

    public partial class Tensor
    {
        /// <summary>Reads a tensor from a file that <see cref="save"/> or libtorch's <c>torch::save</c> wrote.</summary>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">The file holds no tensor.</exception>
        public static Tensor load(string location)
        {
            ArgumentException.ThrowIfNullOrEmpty(location);
            if (!File.Exists(location))
            {
                throw new FileNotFoundException($"There is no file '{location}' to load a tensor from.", location);
            }

            LibTorchRuntime.EnsureLoaded();
            var handle = ShimMethods.egs_tensor_load(location);
            return handle != 0 ? new Tensor(handle) : throw new InvalidDataException($"'{location}' holds no tensor that libtorch can read: {LibTorchRuntime.LastError()}");
        }

        /// <summary>Reads a tensor in the .NET format of <see cref="TensorExtensionMethods.Save(Tensor, string)"/>.</summary>
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Reads a tensor in the .NET format of <see cref="TensorExtensionMethods.Save(Tensor, string)"/>.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return TensorExtensionMethods.Load(reader);
        }

        /// <summary>Reads a tensor in the .NET format of <see cref="TensorExtensionMethods.Save(Tensor, string)"/>.</summary>
        public static Tensor Load(string location) => Load(File.OpenRead(location));

        /// <summary>Writes the tensor to a file of libtorch's own format.</summary>
        public void save(string location)
        {
            ArgumentException.ThrowIfNullOrEmpty(location);
            LibTorchRuntime.Check(ShimMethods.egs_tensor_save(Handle, location));
            GC.KeepAlive(this);
        }
    }
}
