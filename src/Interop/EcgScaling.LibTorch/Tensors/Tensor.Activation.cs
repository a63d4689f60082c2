using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The Gaussian error linear unit of every element.</summary>
        public Tensor gelu() => GeluForward.Apply(this);

        /// <summary>The Gaussian error linear unit of every element, in place.</summary>
        public Tensor gelu_() => Aten.GeluInPlace.InPlace(this);

        /// <summary>Every element between 0 and 6.</summary>
        public Tensor relu6() => Aten.Relu6.Tensor(this);

        /// <summary>Every element between 0 and 6, in place.</summary>
        public Tensor relu6_() => Aten.Relu6InPlace.InPlace(this);

        /// <summary>The scaled exponential linear unit of every element.</summary>
        public Tensor selu() => Aten.Selu.Tensor(this);

        /// <summary>The scaled exponential linear unit of every element, in place.</summary>
        public Tensor selu_() => Aten.SeluInPlace.InPlace(this);

        /// <summary>The continuously differentiable exponential linear unit of every element.</summary>
        public Tensor celu(Scalar alpha) => Aten.Celu.Tensor(this, alpha);

        /// <summary>The continuously differentiable exponential linear unit of every element, in place.</summary>
        public Tensor celu_(Scalar alpha) => Aten.CeluInPlace.InPlace(this, alpha);

        /// <summary>The exponential linear unit of every element.</summary>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.Elu.Tensor(this, alpha, scale, input_scale);

        /// <summary>The exponential linear unit of every element, in place.</summary>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.EluInPlace.InPlace(this, alpha, scale, input_scale);

        /// <summary>Every element, times the slope where it is negative.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Aten.LeakyRelu.Tensor(this, negative_slope);

        /// <summary>Every element, times the slope where it is negative, in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope) => Aten.LeakyReluInPlace.InPlace(this, negative_slope);

        /// <summary>Every element between min and max.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.Hardtanh.Tensor(this, min, max);

        /// <summary>Every element between min and max, in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max) => Aten.HardtanhInPlace.InPlace(this, min, max);

        /// <summary>A piecewise linear logistic function of every element.</summary>
        public Tensor hardsigmoid() => Aten.Hardsigmoid.Tensor(this);

        /// <summary>A piecewise linear logistic function of every element, in place.</summary>
        public Tensor hardsigmoid_() => Aten.HardsigmoidInPlace.InPlace(this);

        /// <summary>Every element times a piecewise linear logistic function of it.</summary>
        public Tensor hardswish() => Aten.Hardswish.Tensor(this);

        /// <summary>Every element times a piecewise linear logistic function of it, in place.</summary>
        public Tensor hardswish_() => Aten.HardswishInPlace.InPlace(this);

        /// <summary>The first half of a dimension times the logistic function of the second.</summary>
        public Tensor glu(long dim = -1) => Aten.Glu.Tensor(this, dim);

        /// <summary>The logarithm of the logistic function of every element.</summary>
        public Tensor log_sigmoid() => Aten.LogSigmoid.Tensor(this);

        /// <summary>Every element, times a learned slope where it is negative.</summary>
        public Tensor prelu(Tensor target) => Aten.Prelu.Tensor(this, target);

        /// <summary>Every element above the threshold, else the value.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.Threshold.Tensor(this, threshold, value);

        /// <summary>Every element above the threshold, else the value, in place.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.ThresholdInPlace.InPlace(this, threshold, value);

        /// <summary>A smooth relu of every element: log(1 + exp(beta x)) / beta.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Softplus.Tensor(this, beta, threshold);

        /// <summary>Exponentials that sum to one along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.SoftmaxInt.Tensor(this, dim, dtype);

        /// <summary>The logarithm of softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.LogSoftmaxInt.Tensor(this, dim, dtype);

        /// <summary>Every element, or zero where it is negative.</summary>
        public Tensor relu() => Aten.Relu.Tensor(this);

        /// <summary>Every element, or zero where it is negative, in place.</summary>
        public Tensor relu_() => Aten.ReluInPlace.InPlace(this);

        /// <summary>Every element times its logistic function.</summary>
        public Tensor silu() => Aten.Silu.Tensor(this);

        /// <summary>Every element times its logistic function, in place.</summary>
        public Tensor silu_() => Aten.SiluInPlace.InPlace(this);
    }
}
