namespace TorchSharp;

public static partial class torch
{
    /// <summary>Whether an object is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>How many elements a tensor has.</summary>
    public static long numel(Tensor input) => Given(input).numel();

    /// <summary>Whether the elements are real floating-point numbers.</summary>
    public static bool is_floating_point(Tensor input) => Given(input).is_floating_point();

    /// <summary>Whether the elements are complex.</summary>
    public static bool is_complex(Tensor input) => Given(input).is_complex();

    /// <summary>Whether the elements are whole numbers.</summary>
    public static bool is_integral(Tensor t) => Given(t).is_integral();

    /// <summary>Whether a tensor of one element is not zero.</summary>
    public static bool is_nonzero(Tensor input) => Given(input).is_nonzero();

    /// <summary>The limits of a floating-point type.</summary>
    /// <exception cref="ArgumentException">Not a floating-point type.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new(16, 0.0009765625, 65504, 6.103515625e-05),
        ScalarType.BFloat16 => new(16, 0.0078125, 3.3895313892515355e+38, 1.1754943508222875e-38),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new(32, 1.1920928955078125e-07, float.MaxValue, 1.1754943508222875e-38),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new(64, 2.220446049250313e-16, double.MaxValue, 2.2250738585072014e-308),
        _ => throw new ArgumentException($"{dtype} is not a floating-point type.", nameof(dtype)),
    };

    /// <summary>The limits of the default floating-point type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    private static Tensor Given(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }

    /// <summary>The limits of a floating-point type.</summary>
    public readonly record struct FInfo
    {
        internal FInfo(int bits, double eps, double max, double tiny)
        {
            this.bits = bits;
            this.eps = eps;
            this.max = max;
            min = -max;
            this.tiny = tiny;
            smallest_normal = tiny;
        }

        /// <summary>The size in bits.</summary>
        public int bits { get; }

        /// <summary>The distance from one to the next number.</summary>
        public double eps { get; }

        /// <summary>The greatest number.</summary>
        public double max { get; }

        /// <summary>The least number.</summary>
        public double min { get; }

        /// <summary>The least positive number with full precision.</summary>
        public double tiny { get; }

        /// <summary>The least positive number with full precision.</summary>
        public double smallest_normal { get; }
    }
}
