using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>
/// A law, scaled data, weights and an objective as a function to be made small. Owns all buffers of the inner loop: nothing is allocated
/// while evaluating. Not thread-safe; <see cref="Clone"/> gives another worker its own.
/// </summary>
internal sealed class LawProblem : IRobustProblem
{
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _values;
    private readonly double[] _jacobian;
    private readonly double[] _multipliers;
    private readonly double[] _second;
    private readonly double[] _reweighted;
    private double[]? _shifted;
    private bool _metricAsHessian;

    public LawProblem(LawForm form, LawColumns columns, double[] responses, double[] weights, FitObjective objective)
    {
        (Form, Columns, Responses, Weights, Objective) = (form, columns, responses, weights, objective);
        Transformed = [.. responses.Select(value => ResidualKernel.Transform(value, objective.Scale))];
        LawSize = form.Parameters.Count;
        Dimension = LawSize + (objective.Loss == ResidualLoss.StudentT ? 2 : 0);
        _lower = [.. form.Parameters.Select(parameter => parameter.Lower), .. StudentTLikelihood.Lower(objective.Loss)];
        _upper = [.. form.Parameters.Select(parameter => parameter.Upper), .. StudentTLikelihood.Upper(objective.Loss)];
        _values = new double[columns.Count];
        _jacobian = new double[columns.Count * LawSize];
        _multipliers = new double[columns.Count];
        _second = new double[columns.Count];
        _reweighted = new double[columns.Count];
        Residuals = new double[columns.Count];
        Delta = objective.Loss == ResidualLoss.Huber && !double.IsNaN(objective.Delta) ? objective.Delta : double.PositiveInfinity;
    }

    public LawForm Form { get; }

    public LawColumns Columns { get; }

    public FitObjective Objective { get; }

    /// <summary>The scaled responses, padded.</summary>
    public double[] Responses { get; }

    /// <summary>The responses on the residual scale, padded.</summary>
    public double[] Transformed { get; }

    /// <summary>The weights, padded with zeros; a bootstrap writes its own.</summary>
    public double[] Weights { get; private init; }

    /// <summary>The residuals of the last evaluation, padded.</summary>
    public double[] Residuals { get; }

    /// <summary>The predictions of the last evaluation, padded.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The derivatives of the last evaluation with gradient, one padded column for each parameter of the law.</summary>
    public ReadOnlySpan<double> Jacobian => _jacobian;

    /// <summary>The derivatives of the objective by the predictions, of the last evaluation.</summary>
    public ReadOnlySpan<double> Multipliers => _multipliers;

    /// <summary>How many of the parameters belong to the law; the others belong to the likelihood.</summary>
    public int LawSize { get; }

    public int Dimension { get; }

    public int RowCount => Columns.RowCount;

    public double Floor => Objective.Loss == ResidualLoss.StudentT ? double.NegativeInfinity
        : RowCount * (double.IsPositiveInfinity(Delta) ? 1e-29 : (1e-29 / Delta) + (Delta < 1e-12 ? 1e-15 : 0));

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Huber's delta as now used; infinite for squares. The robust path lowers it step by step.</summary>
    public double Delta { get; set; }

    /// <summary>Whether second derivatives of a law that does not give them itself are differenced; without them steps are Gauss-Newton.</summary>
    public bool DifferenceCurvature { get; set; } = true;

    /// <summary>Whether the law has been seen to give no second derivatives.</summary>
    public bool IsCurvatureCostly { get; private set; }

    /// <summary>Narrows or fixes a parameter.</summary>
    public void SetBounds(int parameter, double lower, double upper) => (_lower[parameter], _upper[parameter]) = (lower, upper);

    public int CopyResiduals(Span<double> residuals, Span<double> weights)
    {
        var count = 0;
        for (var row = 0; row < Columns.RowCount; row++)
        {
            if (Weights[row] > 0)
            {
                residuals[count] = Residuals[row];
                weights[count++] = Weights[row];
            }
        }

        return count;
    }

    /// <summary>A problem on the same data with its own buffers, and its own weights where <paramref name="ownWeights"/> is set.</summary>
    public LawProblem Clone(bool ownWeights = false)
    {
        var clone = new LawProblem(Form, Columns, Responses, ownWeights ? (double[])Weights.Clone() : Weights, Objective) { Delta = Delta };
        _lower.CopyTo(clone._lower, 0);
        _upper.CopyTo(clone._upper, 0);
        return clone;
    }

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        var law = x[..LawSize];
        Form.Evaluate(law, Columns, _values, gradient.Length > 0 ? _jacobian : default);
        double value;
        if (Objective.Loss == ResidualLoss.StudentT)
        {
            if (gradient.Length > 0)
            {
                gradient.Clear();
                hessian.Clear();
                metric.Clear();
            }

            value = StudentTLikelihood.Evaluate(this, x, _values, _jacobian, Residuals, _multipliers, _second, _reweighted, gradient, hessian, metric);
        }
        else
        {
            value = ResidualKernel.Evaluate(Objective, Delta, _values, Transformed, Weights, Residuals, _multipliers, _second, _reweighted);
        }

        if (!double.IsFinite(value))
        {
            return double.PositiveInfinity;
        }

        if (gradient.Length > 0)
        {
            Assemble(law, gradient, hessian, metric);
        }

        return value;
    }

    private void Assemble(ReadOnlySpan<double> law, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        var (count, stride) = (Columns.Count, Dimension);
        for (var p = 0; p < LawSize; p++)
        {
            var column = _jacobian.AsSpan(p * count, count);
            gradient[p] = Lanes.Dot(_multipliers, column);
            if (hessian.Length == 0)
            {
                continue;
            }

            for (var q = 0; q <= p; q++)
            {
                var (second, reweighted) = Lanes.Cross(column, _jacobian.AsSpan(q * count, count), _second, _reweighted);
                hessian[(p * stride) + q] = hessian[(q * stride) + p] = second;
                metric[(p * stride) + q] = metric[(q * stride) + p] = reweighted;
            }
        }

        if (hessian.Length > 0)
        {
            _metricAsHessian = false;
            AddCurvature(law, hessian);
            if (_metricAsHessian)
            {
                for (var p = 0; p < LawSize; p++)
                {
                    metric.Slice(p * stride, LawSize).CopyTo(hessian.Slice(p * stride, LawSize));
                }
            }
        }
    }

    private void AddCurvature(ReadOnlySpan<double> law, Span<double> hessian)
    {
        var stride = Dimension;
        Span<double> curvature = stackalloc double[LawSize * LawSize];
        curvature.Clear();
        if (!Form.AddCurvature(law, Columns, _values, _jacobian, _multipliers, curvature))
        {
            IsCurvatureCostly = true;
            if (DifferenceCurvature)
            {
                Difference(law, curvature);
            }
            else
            {
                // Gauss-Newton: the part of the second derivatives that the metric does not have is left out.
                _metricAsHessian = true;
            }
        }

        for (var p = 0; p < LawSize; p++)
        {
            for (var q = 0; q < LawSize; q++)
            {
                hessian[(p * stride) + q] += (curvature[(p * LawSize) + q] + curvature[(q * LawSize) + p]) / 2;
            }
        }
    }

    /// <summary>Second derivatives from central differences of the law's gradient, for laws that give none themselves.</summary>
    private void Difference(ReadOnlySpan<double> law, Span<double> curvature)
    {
        var count = Columns.Count;
        _shifted ??= new double[count * (LawSize + 1)];
        Span<double> x = stackalloc double[LawSize];
        for (var q = 0; q < LawSize; q++)
        {
            var step = 1e-5 * Math.Max(Math.Abs(law[q]), 1e-3);
            var high = Math.Min(law[q] + step, _upper[q]);
            var low = Math.Max(law[q] - step, _lower[q]);
            if (!(high > low))
            {
                continue;
            }

            for (var side = 0; side < 2; side++)
            {
                law.CopyTo(x);
                x[q] = side == 0 ? high : low;
                Form.Evaluate(x, Columns, _shifted.AsSpan(count * LawSize, count), _shifted.AsSpan(0, count * LawSize));
                var factor = (side == 0 ? 1 : -1) / (high - low);
                for (var p = 0; p < LawSize; p++)
                {
                    var difference = factor * Lanes.Dot(_multipliers, _shifted.AsSpan(p * count, count));
                    curvature[(p * LawSize) + q] += double.IsFinite(difference) ? difference : 0;
                }
            }
        }
    }
}
