using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Compute;

/// <summary>Finds the best size for a budget from the parameters of a law of N and D: in closed form for sums of powers, else by search.</summary>
internal sealed class FrontierSolver
{
    private readonly LawForm _form;
    private readonly ComputeModel _compute;

    private readonly int[]? _places;

    public FrontierSolver(LawForm form, ComputeModel compute)
    {
        (_form, _compute) = (form, compute);
        if (form is PowerLawForm { HasGamma: false } power && power.Terms.Count == 2 && power.Terms.All(term => term.FixedExponent is null))
        {
            var names = power.Parameters.Select(parameter => parameter.Name).ToList();
            _places = [.. new[] { power.Terms[0].Amplitude, power.Terms[1].Amplitude, power.Terms[0].Exponent, power.Terms[1].Exponent }.Select(name => names.IndexOf(name))];
        }
    }

    public ComputeModel Compute => _compute;

    /// <summary>The size that makes the loss smallest at a budget.</summary>
    public double BestSize(ReadOnlySpan<double> parameters, double compute)
    {
        if (_places is not null)
        {
            return ClosedForm(parameters, _places, compute);
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

    /// <summary>The loss at the best size.</summary>
    public double BestLoss(ReadOnlySpan<double> parameters, double compute) => LossAt(parameters, compute, Math.Log(BestSize(parameters, compute)));

    private double LossAt(ReadOnlySpan<double> parameters, double compute, double logN)
    {
        var n = Math.Exp(logN);
        Span<double> inputs = [n, _compute.DataFor(compute, n)];
        return _form.Value(parameters, inputs);
    }

    /// <summary>alpha·A·N^-alpha·q = beta·B·D^-beta·p on the budget C = k·N^p·D^q.</summary>
    private double ClosedForm(ReadOnlySpan<double> parameters, int[] places, double compute)
    {
        var (a, b, alpha, beta) = (parameters[places[0]], parameters[places[1]], parameters[places[2]], parameters[places[3]]);
        var (p, q) = (_compute.SizePower, _compute.DataPower);
        var log = Math.Log(alpha * a * q / (beta * b * p)) + (beta / q * Math.Log(compute / _compute.Factor));
        return Math.Exp(log / (alpha + (beta * p / q)));
    }
}
