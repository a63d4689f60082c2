using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries below libtorch.</summary>
    public static class backends
    {
        private const int MatmulFlag = 1;
        private const int CudnnFlag = 2;

        private static bool Get(int flag)
        {
            LibTorchRuntime.EnsureLoaded();
            return (LibTorchRuntime.Check(ShimMethods.egs_get_tf32()) & flag) != 0;
        }

        private static void Set(int flag, bool value)
        {
            LibTorchRuntime.EnsureLoaded();
            var others = LibTorchRuntime.Check(ShimMethods.egs_get_tf32()) & ~flag;
            LibTorchRuntime.Check(ShimMethods.egs_set_tf32(others | (value ? flag : 0)));
        }

        /// <summary>CUDA.</summary>
        public static class cuda
        {
            /// <summary>Matrix products.</summary>
            public static class matmul
            {
                /// <summary>Whether they may use TensorFloat-32 units, on devices that have them.</summary>
                public static bool allow_tf32
                {
                    get => Get(MatmulFlag);
                    set => Set(MatmulFlag, value);
                }
            }
        }

        /// <summary>cuDNN.</summary>
        public static class cudnn
        {
            /// <summary>Whether its convolutions may use TensorFloat-32 units, on devices that have them.</summary>
            public static bool allow_tf32
            {
                get => Get(CudnnFlag);
                set => Set(CudnnFlag, value);
            }
        }
    }
}
