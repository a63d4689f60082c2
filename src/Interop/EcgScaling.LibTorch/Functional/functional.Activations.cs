using EcgScaling.LibTorch.Random;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The layers' computations as functions of tensors.</summary>
        public static partial class functional
        {
            /// <summary>max(0, x) per element.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => (inplace ? Ops.ReluInPlace : Ops.Relu).Tensor(x);

            /// <summary>x where positive, else negative_slope·x.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                (inplace ? Ops.LeakyReluInPlace : Ops.LeakyRelu).Tensor(input, negative_slope);

            /// <summary>x·Φ(x) per element.</summary>
            public static Tensor gelu(Tensor x) => GeluForward.Apply(x);

            /// <summary>x·Φ(x) per element.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Ops.GeluInPlace.Tensor(x) : GeluForward.Apply(x);

            /// <summary>x·Φ(x) per element, Φ exactly or by tanh.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
            {
                var formula = approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none";
                return inplace ? Ops.GeluInPlace.Tensor(x, formula) : GeluForward.Apply(x, formula);
            }

            /// <summary>x·sigmoid(x) per element.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => (inplace ? Ops.SiluInPlace : Ops.Silu).Tensor(x);

            /// <summary>1 / (1 + exp(-x)) per element.</summary>
            public static Tensor sigmoid(Tensor x) => Ops.Sigmoid.Tensor(x);

            /// <summary>1 / (1 + exp(-x)) per element.</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => (inplace ? Ops.SigmoidInPlace : Ops.Sigmoid).Tensor(x);

            /// <summary>log(1 / (1 + exp(-x))) per element.</summary>
            public static Tensor logsigmoid(Tensor x) => Ops.LogSigmoid.Tensor(x);

            /// <summary>tanh(x) per element.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => (inplace ? Ops.TanhInPlace : Ops.Tanh).Tensor(x);

            /// <summary>exp(x) / Σ exp(x) over a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">Dimension that sums to 1.</param>
            /// <param name="dtype">Type to compute in; the input's where null.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Ops.Softmax.Tensor(input, dim, dtype);

            /// <summary>The logarithm of softmax.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => Ops.LogSoftmax.Tensor(x, dim);

            /// <summary>Sets elements to zero with probability <paramref name="p"/> and scales the others by 1 / (1 - p), in training only.</summary>
            /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (p is not (>= 0 and <= 1))
                {
                    throw new ArgumentOutOfRangeException(nameof(p), p, "A dropout probability is between 0 and 1.");
                }

                return !training || p == 0 ? Ops.Alias.Tensor(input)
                    : inplace ? FusedDropout.ApplyInPlace(input, p) : FusedDropout.Apply(input, p);
            }
        }
    }
}
