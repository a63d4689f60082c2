using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Fills tensors with initial values, in place and without gradients. Each draws the numbers that PyTorch's function draws: the same
        /// seed gives the same weights. The result is the tensor itself.
        /// </summary>
        public static partial class init
        {
            private static readonly AtenOp FillScalar = new("aten::fill_", "Scalar");
            private static readonly AtenOp EyeOut = new("aten::eye", "m_out");

            /// <summary>A layer or non-linearity, for <see cref="calculate_gain"/>.</summary>
            public enum NonlinearityType
            {
                /// <summary>Linear.</summary>
                Linear = 0,

                /// <summary>Convolution, one dimension.</summary>
                Conv1D = 1,

                /// <summary>Convolution, two dimensions.</summary>
                Conv2D = 2,

                /// <summary>Convolution, three dimensions.</summary>
                Conv3D = 3,

                /// <summary>Transposed convolution, one dimension.</summary>
                ConvTranspose1D = 4,

                /// <summary>Transposed convolution, two dimensions.</summary>
                ConvTranspose2D = 5,

                /// <summary>Transposed convolution, three dimensions.</summary>
                ConvTranspose3D = 6,

                /// <summary>Sigmoid.</summary>
                Sigmoid = 7,

                /// <summary>Hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(0, x).</summary>
                ReLU = 9,

                /// <summary>max(0, x) with a slope below zero.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which side's variance is kept.</summary>
            public enum FanInOut
            {
                /// <summary>Of the forward signal.</summary>
                FanIn = 0,

                /// <summary>Of the gradient.</summary>
                FanOut = 1,
            }

            /// <summary>The factor by which a non-linearity asks for larger weights.</summary>
            /// <param name="nonlinearity">The non-linearity.</param>
            /// <param name="param">Slope below zero, for LeakyReLU.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>How many inputs make one output, and the other way round.</summary>
            /// <param name="tensor">A weight <c>(out, in, kernel...)</c>.</param>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException($"Fan in and fan out need a weight of at least two dimensions, but got ({string.Join(", ", shape)}).", nameof(tensor));
                }

                var kernel = 1L;
                for (var d = 2; d < shape.Length; d++)
                {
                    kernel *= shape[d];
                }

                return (shape[1] * kernel, shape[0] * kernel);
            }

            /// <summary>Fills with ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Fills with zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Fills with one value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var quiet = no_grad();
                FillScalar.Void(tensor, val);
                return tensor;
            }

            /// <summary>Fills a matrix with the identity.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                using var quiet = no_grad();
                if (tensor.shape is not [var rows, var columns])
                {
                    throw new ArgumentException("eye_ takes a matrix.", nameof(tensor));
                }

                EyeOut.Void(rows, columns, tensor);
                return tensor;
            }

            /// <summary>Draws evenly between two values.</summary>
            /// <param name="tensor">To fill.</param>
            /// <param name="low">Least value.</param>
            /// <param name="high">Largest value.</param>
            /// <param name="generator">Source of randomness; the default generator where null.</param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                Ops.Uniform.Void(tensor, low, high, generator);
                return tensor;
            }

            /// <summary>Draws from a normal distribution.</summary>
            /// <param name="tensor">To fill.</param>
            /// <param name="mean">Mean.</param>
            /// <param name="std">Standard deviation.</param>
            /// <param name="generator">Source of randomness; the default generator where null.</param>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                Ops.Normal.Void(tensor, mean, std, generator);
                return tensor;
            }
        }
    }
}
