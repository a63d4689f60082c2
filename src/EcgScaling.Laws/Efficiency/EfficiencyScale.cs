using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Forms;

namespace EcgScaling.Laws.Efficiency;

/// <summary>What a family needs to reach a loss: the N, D or C at which its law takes that value.</summary>
internal sealed class EfficiencyScale
{
    private readonly LawForm _form;
    private readonly int _axis;
    private readonly double _other;
    private readonly FrontierSolver? _frontier;
    private readonly double _reference;

    public EfficiencyScale(LawForm form, EfficiencyKind kind, double other, double reference, ComputeModel? compute)
    {
        (_form, _other, _reference) = (form, other, reference);
        _axis = form.Inputs.ToList().IndexOf(EfficiencyOptions.AxisOf(kind));
        _frontier = kind == EfficiencyKind.Compute && _axis < 0 ? new FrontierSolver(form, compute ?? ComputeModel.SixNd) : null;
    }

    /// <summary>The loss at a scale.</summary>
    public double LossAt(double[] natural, double scale)
    {
        if (_frontier is not null)
        {
            return _frontier.BestLoss(natural, scale);
        }

        Span<double> inputs = stackalloc double[_form.Inputs.Count];
        inputs.Fill(_other);
        inputs[_axis] = scale;
        return _form.Value(natural, inputs);
    }

    /// <summary>The scale at a loss; NaN where the family never reaches it.</summary>
    public double For(double[] natural, double loss)
    {
        var (low, high) = (Math.Log(_reference) - 30, Math.Log(_reference) + 60);
        if (!(LossAt(natural, Math.Exp(high)) < loss) || !(LossAt(natural, Math.Exp(low)) > loss))
        {
            return double.NaN;
        }

        // Regula falsi would stall on so curved a function; halving takes 60 cheap steps and never fails.
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = LossAt(natural, Math.Exp(middle)) > loss ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
