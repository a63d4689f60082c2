using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers: PyTorch's <c>torch.optim</c>. Each step runs over all parameters of a group at once, not one by one.</summary>
    public static partial class optim
    {
        /// <summary>Adam.</summary>
        /// <param name="parameters">What to train.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">Decay of the mean gradient.</param>
        /// <param name="beta2">Decay of the mean squared gradient.</param>
        /// <param name="eps">Added to the divisor.</param>
        /// <param name="weight_decay">L2 penalty, added to the gradient.</param>
        /// <param name="amsgrad">True divides by the largest mean squared gradient so far.</param>
        /// <param name="maximize">True climbs.</param>
        public static Adam Adam(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam over named parameters.</summary>
        public static Adam Adam(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(Unnamed(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam over groups with options of their own; what a group does not set comes from here.</summary>
        public static Adam Adam(
            IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
        /// <param name="parameters">What to train.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">Decay of the mean gradient.</param>
        /// <param name="beta2">Decay of the mean squared gradient.</param>
        /// <param name="eps">Added to the divisor.</param>
        /// <param name="weight_decay">Share lr·weight_decay of a weight lost per step. The default 0 is TorchSharp's; PyTorch's is 0.01.</param>
        /// <param name="amsgrad">True divides by the largest mean squared gradient so far.</param>
        /// <param name="maximize">True climbs.</param>
        public static AdamW AdamW(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>AdamW over named parameters.</summary>
        public static AdamW AdamW(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(Unnamed(parameters), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>AdamW over groups with options of their own; what a group does not set comes from here.</summary>
        public static AdamW AdamW(
            IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false) => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Gradient descent with momentum.</summary>
        /// <param name="parameters">What to train.</param>
        /// <param name="learningRate">Learning rate.</param>
        /// <param name="momentum">Decay of the gradient's running sum; 0 keeps none.</param>
        /// <param name="dampening">Share of a new gradient left out of the sum.</param>
        /// <param name="weight_decay">L2 penalty, added to the gradient.</param>
        /// <param name="nesterov">True looks ahead.</param>
        /// <param name="maximize">True climbs.</param>
        public static SGD SGD(
            IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false) => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>Gradient descent over named parameters.</summary>
        public static SGD SGD(
            IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
            new(Unnamed(parameters), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>Gradient descent over groups with options of their own; what a group does not set comes from here.</summary>
        public static SGD SGD(
            IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false) => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        private static List<Parameter> Unnamed(IEnumerable<(string name, Parameter parameter)> parameters)
        {
            var list = new List<Parameter>();
            foreach (var (_, parameter) in parameters)
            {
                list.Add(parameter);
            }

            return list;
        }
    }
}
