using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Compute;

/// <summary>The compute-optimal frontier N*(C), D*(C), L*(C) of a law of N and D, for any compute model; quantities for intervals included.</summary>
public sealed class Frontier
{
    private readonly LawFit _fit;
    private readonly ComputeModel _compute;

    /// <summary>Makes the frontier of a fit (approach 3).</summary>
    /// <exception cref="SpecException">The law is not a function of N and D.</exception>
    public Frontier(LawFit fit, ComputeModel? compute = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (!fit.Form.Inputs.SequenceEqual([LawInput.N, LawInput.D]))
        {
            throw new SpecException("frontier", [$"'{fit.Form.Name}' is a function of {string.Join(", ", fit.Form.Inputs)}; a frontier needs a law of N and D."]);
        }

        (_fit, _compute) = (fit, compute ?? ComputeModel.SixNd);
    }

    /// <summary>The compute model.</summary>
    public ComputeModel Compute => _compute;

    /// <summary>The optimum for a budget.</summary>
    public ComputeOptimum At(double compute)
    {
        var n = BestSize(_fit.Natural, compute);
        var d = _compute.DataFor(compute, n);
        return new ComputeOptimum(compute, n, d, _fit.Predict(n, d));
    }

    /// <summary>The optima for budgets between two, in equal ratios.</summary>
    public IReadOnlyList<ComputeOptimum> Between(double from, double to, int points = 40) =>
        [.. Enumerable.Range(0, points).Select(step => At(from * Math.Pow(to / from, points > 1 ? step / (points - 1.0) : 0)))];

    /// <summary>N*(C) as a quantity, for profile or bootstrap intervals.</summary>
    public FitQuantity SizeAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"N*({compute:G4})"), parameters => BestSize(parameters, compute));

    /// <summary>D*(C) as a quantity.</summary>
    public FitQuantity DataAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"D*({compute:G4})"), parameters => _compute.DataFor(compute, BestSize(parameters, compute)));

    /// <summary>L*(C) as a quantity.</summary>
    public FitQuantity LossAt(double compute) => FitQuantity.Of(FormattableString.Invariant($"L*({compute:G4})"), parameters =>
    {
        var n = BestSize(parameters, compute);
        return _fit.Form.Value(parameters, [n, _compute.DataFor(compute, n)]);
    });

    /// <summary>a = d ln N* / d ln C around a budget; beta/(alpha + beta) for Chinchilla's law and C = 6·N·D at any budget.</summary>
    public FitQuantity SizeExponent(double compute) => FitQuantity.Of("a", parameters => Math.Log(BestSize(parameters, compute * 1.1) / BestSize(parameters, compute / 1.1)) / (2 * Math.Log(1.1)));

    /// <summary>The size that makes the loss smallest at a budget.</summary>
    private double BestSize(ReadOnlySpan<double> parameters, double compute)
    {
        if (_fit.Form is PowerLawForm { HasGamma: false } power && power.Terms[0].FixedExponent is null && power.Terms[1].FixedExponent is null)
        {
            return ClosedForm(parameters, power, compute);
        }

        // The loss at fixed compute falls and rises along log N: golden section between sizes that leave a trace of the budget to the other side.
        var middle = Math.Log(compute / _compute.Factor) / (_compute.SizePower + _compute.DataPower);
        var (low, high) = (middle - 35, middle + 35);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < 90; step++)
        {
            var (left, right) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            var keepLeft = LossAt(parameters, compute, left) <= LossAt(parameters, compute, right);
            (low, high) = keepLeft ? (low, right) : (left, high);
        }

        return Refine(parameters, compute, (low + high) / 2);
    }

    /// <summary>A zero of the slope, which has the digits that a minimum of values has not.</summary>
    private double Refine(ReadOnlySpan<double> parameters, double compute, double log)
    {
        const double Step = 1e-3;
        for (var round = 0; round < 3; round++)
        {
            var (below, here, above) = (LossAt(parameters, compute, log - Step), LossAt(parameters, compute, log), LossAt(parameters, compute, log + Step));
            var curvature = above - (2 * here) + below;
            var move = curvature > 0 ? -Step * (above - below) / (2 * curvature) : 0;
            log += Math.Clamp(move, -0.01, 0.01);
        }

        return Math.Exp(log);
    }

    private double LossAt(ReadOnlySpan<double> parameters, double compute, double logN)
    {
        var n = Math.Exp(logN);
        return _fit.Form.Value(parameters, [n, _compute.DataFor(compute, n)]);
    }

    /// <summary>alpha·A·N^-alpha·q = beta·B·D^-beta·p on the budget C = k·N^p·D^q.</summary>
    private double ClosedForm(ReadOnlySpan<double> parameters, PowerLawForm power, double compute)
    {
        var names = power.Parameters.Select(parameter => parameter.Name).ToList();
        double Of(ReadOnlySpan<double> values, string name) => values[names.IndexOf(name)];
        var (a, b) = (Of(parameters, power.Terms[0].Amplitude), Of(parameters, power.Terms[1].Amplitude));
        var (alpha, beta) = (Of(parameters, power.Terms[0].Exponent), Of(parameters, power.Terms[1].Exponent));
        var (p, q) = (_compute.SizePower, _compute.DataPower);
        var log = Math.Log(alpha * a * q / (beta * b * p)) + (beta / q * Math.Log(compute / _compute.Factor));
        return Math.Exp(log / (alpha + (beta * p / q)));
    }
}
