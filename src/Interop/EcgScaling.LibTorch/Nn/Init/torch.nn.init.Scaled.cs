using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            private static readonly AtenOp ErfInv = new("aten::erfinv_");
            private static readonly AtenOp MulInPlace = new("aten::mul_", "Scalar");
            private static readonly AtenOp Clamp = new("aten::clamp_");
            private static readonly AtenOp Qr = new("aten::linalg_qr");
            private static readonly AtenOp CopyInto = new("aten::copy_");

            /// <summary>Draws evenly within ±gain·√(3/fan) (He et al. 2015).</summary>
            /// <param name="tensor">A weight <c>(out, in, kernel...)</c>.</param>
            /// <param name="a">Slope below zero of the LeakyReLU that follows.</param>
            /// <param name="mode">Which side's variance is kept.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Draws normally with deviation gain/√fan (He et al. 2015).</summary>
            /// <param name="tensor">A weight <c>(out, in, kernel...)</c>.</param>
            /// <param name="a">Slope below zero of the LeakyReLU that follows.</param>
            /// <param name="mode">Which side's variance is kept.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Draws evenly within ±gain·√(6/(fan in + fan out)) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3.0) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>As <see cref="xavier_uniform_"/>.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <summary>Draws normally with deviation gain·√(2/(fan in + fan out)) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            /// <summary>As <see cref="xavier_normal_"/>.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            /// <summary>Draws from a normal distribution cut off at two values, by inverting its distribution function.</summary>
            /// <param name="tensor">To fill.</param>
            /// <param name="mean">Mean before the cut.</param>
            /// <param name="std">Standard deviation before the cut.</param>
            /// <param name="a">Least value.</param>
            /// <param name="b">Largest value.</param>
            /// <param name="generator">Source of randomness; the default generator where null.</param>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                var low = NormalDistribution((a - mean) / std);
                var high = NormalDistribution((b - mean) / std);
                using var quiet = no_grad();
                Ops.Uniform.Void(tensor, (2 * low) - 1, (2 * high) - 1, generator);
                ErfInv.Void(tensor);
                MulInPlace.Void(tensor, std * Math.Sqrt(2.0));
                Ops.AddInPlace.Void(tensor, mean);
                Clamp.Void(tensor, a, b);
                return tensor;
            }

            /// <summary>Fills with a (semi-)orthogonal matrix: the rows, or where there are more rows the columns, are orthonormal (Saxe et al. 2013).</summary>
            /// <param name="tensor">A weight <c>(out, in...)</c>.</param>
            /// <param name="gain">Factor.</param>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException("orthogonal_ takes a weight of at least two dimensions.", nameof(tensor));
                }

                using var quiet = no_grad();
                if (tensor.numel() == 0)
                {
                    return tensor;
                }

                using var scope = NewDisposeScope();
                var rows = shape[0];
                var columns = tensor.numel() / rows;
                var drawn = empty([rows, columns], tensor.dtype, tensor.device);
                Ops.Normal.Void(drawn, 0.0, 1.0);
                var factors = Qr.Tensors(rows < columns ? drawn.t() : drawn);
                // The signs of R's diagonal make the distribution uniform (Mezzadri 2006).
                var q = factors[0].mul(factors[1].diagonal().sign());
                CopyInto.Void(tensor, (rows < columns ? q.t() : q).reshape(shape));
                MulInPlace.Void(tensor, gain);
                return tensor;
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var fan = mode == FanInOut.FanIn ? fanIn : fanOut;
                // A layer without inputs has no weights to draw.
                return fan == 0 ? 0 : calculate_gain(nonlinearity, a) / Math.Sqrt(fan);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double NormalDistribution(double x)
            {
                // Math has no erf; libtorch's in double precision is the one PyTorch's Python calls up to the last bit or two.
                using var value = tensor(x / Math.Sqrt(2.0), dtype: ScalarType.Float64);
                using var erf = value.erf();
                return (1.0 + erf.item<double>()) / 2.0;
            }
        }
    }
}
