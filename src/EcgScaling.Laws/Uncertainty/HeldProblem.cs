using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>
/// A problem plus a parabola that pulls a quantity towards a value. Its minimum is exactly a point of the quantity's profile: whatever
/// value the quantity takes there, no parameters with that value have a smaller objective.
/// </summary>
internal sealed class HeldProblem : IRobustProblem
{
    private readonly Func<ReadOnlySpan<double>, double> _quantity;
    private readonly double[] _slope;
    private readonly double[] _shifted;

    public HeldProblem(IRobustProblem inner, Func<ReadOnlySpan<double>, double> quantity)
    {
        (Inner, _quantity) = (inner, quantity);
        _slope = new double[inner.Dimension];
        _shifted = new double[inner.Dimension];
    }

    public IRobustProblem Inner { get; }

    public double Target { get; set; }

    public double Stiffness { get; set; }

    public FitObjective Objective => Inner.Objective;

    public double Delta
    {
        get => Inner.Delta;
        set => Inner.Delta = value;
    }

    public bool DifferenceCurvature
    {
        get => Inner.DifferenceCurvature;
        set => Inner.DifferenceCurvature = value;
    }

    public bool IsCurvatureCostly => Inner.IsCurvatureCostly;

    public int RowCount => Inner.RowCount;

    public double Floor => Inner.Floor;

    public int Dimension => Inner.Dimension;

    public ReadOnlySpan<double> Lower => Inner.Lower;

    public ReadOnlySpan<double> Upper => Inner.Upper;

    public int CopyResiduals(Span<double> residuals, Span<double> weights) => Inner.CopyResiduals(residuals, weights);

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        var value = Inner.Evaluate(x, gradient, hessian, metric);
        var miss = _quantity(x) - Target;
        if (!double.IsFinite(value) || !double.IsFinite(miss))
        {
            return double.PositiveInfinity;
        }

        if (gradient.Length > 0)
        {
            Differentiate(x, _slope);
            var size = x.Length;
            for (var p = 0; p < size; p++)
            {
                gradient[p] += Stiffness * miss * _slope[p];
                for (var q = 0; q < size && hessian.Length > 0; q++)
                {
                    hessian[(p * size) + q] += Stiffness * _slope[p] * _slope[q];
                    metric[(p * size) + q] += Stiffness * _slope[p] * _slope[q];
                }
            }
        }

        return value + (Stiffness / 2 * miss * miss);
    }

    /// <summary>The gradient of the quantity by central differences; the data are not touched.</summary>
    public void Differentiate(ReadOnlySpan<double> x, Span<double> slope)
    {
        for (var p = 0; p < x.Length; p++)
        {
            x.CopyTo(_shifted);
            var step = 1e-5 * Math.Max(Math.Abs(x[p]), 1e-3);
            var high = Math.Min(x[p] + step, Upper[p]);
            var low = Math.Max(x[p] - step, Lower[p]);
            if (!(high > low))
            {
                slope[p] = 0;
                continue;
            }

            _shifted[p] = high;
            var above = _quantity(_shifted);
            _shifted[p] = low;
            slope[p] = (above - _quantity(_shifted)) / (high - low);
        }
    }
}
