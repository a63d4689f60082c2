namespace EcgScaling.Laws.Fitting;

/// <summary>A function of a few bounded parameters to be made small, with gradient, Hessian and a positive semi-definite metric.</summary>
internal interface IMinimizationProblem
{
    int Dimension { get; }

    ReadOnlySpan<double> Lower { get; }

    ReadOnlySpan<double> Upper { get; }

    /// <summary>A value that rounding alone can cause: below it a minimum is exact (noise-free data).</summary>
    double Floor => double.NegativeInfinity;

    /// <summary>The value; positive infinity where the function is not defined.</summary>
    /// <param name="x">Where.</param>
    /// <param name="gradient">Receives the gradient; empty: only the value is wanted.</param>
    /// <param name="hessian">Receives the second derivatives, square; may be indefinite; empty: not wanted.</param>
    /// <param name="metric">Receives the reweighted Gauss-Newton matrix, square, positive semi-definite; empty: not wanted.</param>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> metric);
}
