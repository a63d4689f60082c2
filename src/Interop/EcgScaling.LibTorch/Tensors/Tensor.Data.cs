using EcgScaling.LibTorch.Dispatch;
using EcgScaling.LibTorch.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bytes of a contiguous CPU tensor: its own memory, valid while the tensor lives.</summary>
        /// <exception cref="InvalidOperationException">Not on the CPU, or with gaps.</exception>
        public unsafe Span<byte> bytes
        {
            get => new((void*)ContiguousHostData(), checked((int)(NumberOfElements * ElementSize)));
            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                {
                    throw new ArgumentException($"{value.Length} bytes were given for a tensor of {target.Length}.", nameof(value));
                }

                value.CopyTo(target);
            }
        }

        /// <summary>The real part of complex elements (the same memory); real elements as they are.</summary>
        public Tensor real => is_complex() ? Aten.Real.Tensor(this) : alias();

        /// <summary>The imaginary part of complex elements, the same memory.</summary>
        public Tensor imag => Aten.Imag.Tensor(this);

        /// <summary>The elements as .NET numbers; a tensor elsewhere is copied to the CPU first.</summary>
        /// <exception cref="ArgumentException">T is not the tensor's element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType<T>();
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The one element of the tensor.</summary>
        /// <exception cref="ArgumentException">It has more or none, or T is not its type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"item needs a tensor of one element; this has shape [{string.Join(", ", shape)}].");
            }

            ValidateType<T>();
            if (device_type == DeviceType.CPU)
            {
                var value = *(T*)LibTorchRuntime.CheckHandle(ShimMethods.egs_tensor_data(Handle));
                GC.KeepAlive(this);
                return value;
            }

            using var host = cpu();
            return host.item<T>();
        }

        /// <summary>The one element of the tensor, whatever its type.</summary>
        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Byte => item<byte>(),
            ScalarType.Int8 => item<sbyte>(),
            ScalarType.Int16 => item<short>(),
            ScalarType.Int32 => item<int>(),
            ScalarType.Int64 => item<long>(),
            ScalarType.Float16 => item<Half>(),
            ScalarType.Float32 => item<float>(),
            ScalarType.Float64 => item<double>(),
            ScalarType.Bool => item<bool>(),
            ScalarType.ComplexFloat32 => item<(float, float)>(),
            ScalarType.ComplexFloat64 => item<System.Numerics.Complex>(),
            var other => WidenedScalar(other),
        };

        /// <summary>The different elements, where each element went, and how often each occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var results = dim is { } d
                ? Aten.UniqueDim.Tensors(this, d, sorted, return_inverse, return_counts)
                : Aten.Unique2.Tensors(this, sorted, return_inverse, return_counts);
            if (!return_inverse)
            {
                results[1]?.Dispose();
            }

            if (!return_counts)
            {
                results[2]?.Dispose();
            }

            return (results[0], return_inverse ? results[1] : null, return_counts ? results[2] : null);
        }

        /// <summary>The address of the first element, wherever the tensor is.</summary>
        internal nint DataPointer()
        {
            var pointer = Kept(ShimMethods.egs_tensor_data(Handle));
            if (pointer == 0 && NumberOfElements != 0)
            {
                throw new InvalidOperationException($"A tensor on {device} has no data to point at.");
            }

            return pointer;
        }

        internal nint ContiguousHostData()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException($"The tensor is on {device}: copy it to the CPU before reading its memory.");
            }

            return is_contiguous() ? DataPointer() : throw new InvalidOperationException("The elements do not lie one after another: call contiguous() first.");
        }

        private void ValidateType<T>()
        {
            if (ToScalarType(typeof(T)) != dtype)
            {
                throw new ArgumentException($"{typeof(T).Name} is not compatible with a tensor of {dtype}: convert with to_type, or ask for the right type.");
            }
        }

        private Scalar WidenedScalar(ScalarType type)
        {
            if (type != ScalarType.BFloat16)
            {
                throw new NotSupportedException($"A tensor of {type} has no .NET number.");
            }

            using var wide = to_type(ScalarType.Float32);
            return wide.item<float>();
        }
    }
}
