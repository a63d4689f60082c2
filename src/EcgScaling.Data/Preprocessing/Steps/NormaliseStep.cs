namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>
/// <c>znorm(lead)</c> or <c>znorm(record)</c>: mean 0 and standard deviation 1 over the recorded samples, of each lead or of all together.
/// Where nothing varies the result is 0. Padding stays 0.
/// </summary>
internal sealed class NormaliseStep(bool perLead) : IPreprocessingStep
{
    public string Text => perLead ? "znorm(lead)" : "znorm(record)";

    public TracingShape OutputOf(TracingShape input) => input;

    public SignalUnit UnitOf(SignalUnit input) => SignalUnit.StandardDeviations;

    public void Apply(Tracing tracing)
    {
        var leads = tracing.Shape.Leads.Count;
        var group = perLead ? 1 : leads;
        for (var first = 0; first < leads; first += group)
        {
            Normalise(tracing, first, first + group);
        }
    }

    private static void Normalise(Tracing tracing, int first, int end)
    {
        var (count, sum) = (0L, 0.0);
        for (var lead = first; lead < end; lead++)
        {
            foreach (var value in tracing.ValidRow(lead))
            {
                if (float.IsFinite(value))
                {
                    count++;
                    sum += value;
                }
            }
        }

        if (count == 0)
        {
            return;
        }

        var (mean, squares) = (sum / count, 0.0);
        for (var lead = first; lead < end; lead++)
        {
            foreach (var value in tracing.ValidRow(lead))
            {
                if (float.IsFinite(value))
                {
                    squares += (value - mean) * (value - mean);
                }
            }
        }

        var deviation = Math.Sqrt(squares / count);
        // Below the rounding of the values themselves there is no variation, only noise of the arithmetic.
        var factor = deviation > 1e-7 * Math.Max(Math.Abs(mean), 1e-6) ? 1 / deviation : 0;
        for (var lead = first; lead < end; lead++)
        {
            foreach (ref var value in tracing.ValidRow(lead))
            {
                value = (float)((value - mean) * factor);
            }
        }
    }
}
