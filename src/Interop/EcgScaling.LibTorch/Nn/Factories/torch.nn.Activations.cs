using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
        public static GELU GELU() => new(false);

        /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
        public static GELU GELU(bool inplace) => new(inplace);

        /// <summary>x·Φ(x), Φ exactly or by tanh.</summary>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(inplace, approximate);

        /// <summary>max(0, x).</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>x·sigmoid(x).</summary>
        public static SiLU SiLU() => new(false);

        /// <summary>x·sigmoid(x).</summary>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public static Sigmoid Sigmoid() => new(false);

        /// <summary>1 / (1 + exp(-x)).</summary>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <summary>log(1 / (1 + exp(-x))).</summary>
        public static LogSigmoid LogSigmoid() => new();

        /// <summary>tanh(x).</summary>
        public static Tanh Tanh() => new(false);

        /// <summary>tanh(x).</summary>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>exp(x) / Σ exp(x) over a dimension.</summary>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>x where positive, else negative_slope·x.</summary>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
    }
}
