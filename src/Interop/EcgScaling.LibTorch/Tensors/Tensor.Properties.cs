using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>How many dimensions the tensor has; 0 for a single number.</summary>
        public long Dimensions => Known(ShimMethods.egs_tensor_dim(Handle));

        /// <summary>How many dimensions the tensor has; 0 for a single number.</summary>
        public long ndim => Dimensions;

        /// <summary>How many elements the tensor has.</summary>
        public long NumberOfElements => Known(ShimMethods.egs_tensor_numel(Handle));

        /// <summary>The size of an element in bytes.</summary>
        public long ElementSize => Kept(ShimMethods.egs_tensor_element_size(Handle));

        /// <summary>The sizes of the dimensions.</summary>
        public unsafe long[] shape
        {
            get
            {
                var result = new long[Dimensions];
                fixed (long* p = result)
                {
                    LibTorchRuntime.Check(ShimMethods.egs_tensor_sizes(Handle, p));
                }

                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => Kept((ScalarType)ShimMethods.egs_tensor_dtype(Handle));

        /// <summary>Where the tensor is.</summary>
        public Device device => Kept(Device.FromPacked(ShimMethods.egs_tensor_device(Handle)));

        /// <summary>The number of the device; -1 for the CPU.</summary>
        public int device_index => Kept((int)ShimMethods.egs_tensor_device(Handle));

        /// <summary>The kind of device the tensor is on.</summary>
        public DeviceType device_type => Kept((DeviceType)(int)(ShimMethods.egs_tensor_device(Handle) >> 32));

        /// <summary>Whether the tensor is on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape but no data.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether only the nonzero elements are stored.</summary>
        public bool is_sparse => Kept(ShimMethods.egs_tensor_is_sparse(Handle) != 0);

        /// <summary>Whether the tensor is where gradients are kept: made by the user, not by an operator.</summary>
        public bool is_leaf => Kept(LibTorchRuntime.Check(ShimMethods.egs_is_leaf(Handle)) != 0);

        /// <summary>How often the data were changed in place; gradients check it.</summary>
        internal long Version => Known(ShimMethods.egs_tensor_version(Handle));

        /// <summary>How many dimensions the tensor has.</summary>
        public long dim() => Dimensions;

        /// <summary>How many elements the tensor has.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The size of an element in bytes.</summary>
        public long element_size() => ElementSize;

        /// <summary>The sizes of the dimensions.</summary>
        public long[] size() => shape;

        /// <summary>The size of one dimension; negative counts from the last.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long size(int dim)
        {
            var sizes = shape;
            var index = dim < 0 ? dim + sizes.Length : dim;
            return (uint)index < (uint)sizes.Length
                ? sizes[index]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {sizes.Length} dimensions.");
        }

        /// <summary>For every dimension, how many elements apart its neighbours lie in memory.</summary>
        public unsafe long[] stride()
        {
            var result = new long[Dimensions];
            fixed (long* p = result)
            {
                LibTorchRuntime.Check(ShimMethods.egs_tensor_strides(Handle, p));
            }

            GC.KeepAlive(this);
            return result;
        }

        /// <summary>How many elements apart the neighbours of one dimension lie in memory.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long stride(int dim)
        {
            var strides = stride();
            var index = dim < 0 ? dim + strides.Length : dim;
            return (uint)index < (uint)strides.Length
                ? strides[index]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {strides.Length} dimensions.");
        }

        /// <summary>How many elements into its memory the tensor starts.</summary>
        public long storage_offset() => Known(ShimMethods.egs_tensor_storage_offset(Handle));

        /// <summary>Whether the elements lie in memory in the order of the indices, without gaps.</summary>
        public bool is_contiguous() => Kept(LibTorchRuntime.Check(ShimMethods.egs_tensor_is_contiguous(Handle)) != 0);

        /// <summary>Whether the tensor is on the CPU.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are whole numbers.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are real floating-point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are complex.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        // A value read through the handle: the tensor must live until it is there, also when it is used for nothing else afterwards.
        private T Kept<T>(T value)
        {
            GC.KeepAlive(this);
            return value;
        }

        private long Known(long value)
        {
            GC.KeepAlive(this);
            if (value < 0)
            {
                LibTorchRuntime.ThrowLastError();
            }

            return value;
        }
    }
}
