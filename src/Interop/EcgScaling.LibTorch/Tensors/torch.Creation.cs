using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Zeros in the shape of a tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input.zeros_like(dtype, device, requires_grad));

    /// <summary>Ones in the shape of a tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input.ones_like(dtype, device, requires_grad));

    /// <summary>Memory as it comes, in the shape of a tensor.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input.empty_like(dtype, device, requires_grad));

    /// <summary>One value in the shape of a tensor.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, input.full_like(value, dtype, device, requires_grad));

    /// <summary>Uniform random numbers in [0, 1) in the shape of a tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    /// <summary>Standard normal random numbers in the shape of a tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randn_like(dtype, device, requires_grad);

    /// <summary>Whole random numbers in [low, high) in the shape of a tensor.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    /// <summary>Whole numbers in [low, high), from the generator given or the default one.</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Unnamed(names, Marked(Aten.RandintLowGenerator.Tensor(low, high, size, generator, dtype ?? ScalarType.Int64, AtenArg.None, InitializeDevice(device)), requires_grad));

    /// <summary>Whole numbers in [0, high), from the generator given or the default one.</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers in [low, high), from the generator given or the default one.</summary>
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers in [0, high), from the generator given or the default one.</summary>
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>The whole numbers below n in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Marked(Aten.RandpermGenerator.Tensor(n, generator, dtype ?? ScalarType.Int64, AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>Normal random numbers with means and standard deviations, element by element.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Aten.NormalTensorTensor.Tensor(mean, std, generator);

    /// <summary>Normal random numbers with a mean and a standard deviation.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Unnamed(names, Marked(empty(size, dtype, device).normal_(mean, std, generator), requires_grad));

    /// <summary>1 with the probability that every element is, else 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Aten.Bernoulli.Tensor(input, generator);

    /// <summary>Places drawn with the weights in the last dimension.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Aten.Multinomial.Tensor(input, num_samples, replacement, generator);

    /// <summary>Poisson numbers with the means given.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => Aten.Poisson.Tensor(input, generator);

    /// <summary>Numbers from start (included) to stop (excluded) in steps.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(stop);
        ArgumentNullException.ThrowIfNull(step);
        var whole = !is_floating_point(start.Type) && !is_floating_point(stop.Type) && !is_floating_point(step.Type);
        var type = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        return Marked(Aten.ArangeStartStep.Tensor(start, stop, step, type, AtenArg.None, InitializeDevice(device)), requires_grad);
    }

    /// <summary>Numbers from start (included) to stop (excluded) in steps of one.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>Numbers from zero to stop (excluded) in steps of one.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>So many numbers from start to end, both included, equally far apart.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.Linspace.Tensor(start, end, steps, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>So many powers of a base, the exponents from start to end equally far apart.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.Logspace.Tensor(start, end, steps, @base, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>A matrix with ones on its diagonal; columns -1: square.</summary>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(names, Marked(Aten.EyeM.Tensor(rows, columns < 0 ? rows : columns, dtype ?? get_default_dtype(), AtenArg.None, InitializeDevice(device)), requires_grad));

    /// <summary>Complex numbers from their parts.</summary>
    public static Tensor complex(Tensor real, Tensor imag) => Aten.Complex.Tensor(real, imag);

    /// <summary>Complex numbers from absolute values and angles.</summary>
    public static Tensor polar(Tensor abs, Tensor angle) => Aten.Polar.Tensor(abs, angle);

    /// <summary>The places of the lower triangle of a matrix, rows first.</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.TrilIndices.Tensor(row, col, offset, dtype, AtenArg.None, InitializeDevice(device)), requires_grad);

    /// <summary>The places of the upper triangle of a matrix, rows first.</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0L, ScalarType dtype = ScalarType.Int64, Device? device = null, bool requires_grad = false) =>
        Marked(Aten.TriuIndices.Tensor(row, col, offset, dtype, AtenArg.None, InitializeDevice(device)), requires_grad);

    private static Tensor Marked(Tensor tensor, bool requiresGrad)
    {
        if (requiresGrad)
        {
            tensor.requires_grad = true;
        }

        return tensor;
    }

    private static Tensor Unnamed(string[]? names, Tensor tensor) =>
        names is null ? tensor : throw new NotSupportedException("Named dimensions are not supported.");
}
