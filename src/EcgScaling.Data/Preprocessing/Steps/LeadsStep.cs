using System.Numerics.Tensors;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary><c>leads(...)</c>: brings the lead axis into an order, deriving limb leads that are missing from two that are there.</summary>
internal sealed class LeadsStep(LeadSet leads, bool rederive) : IPreprocessingStep
{
    public string Text => rederive ? $"einthoven({Name})" : $"leads({Name})";

    private string Name => leads.Equals(LeadSet.Twelve) ? "12" : leads.Equals(LeadSet.Eight) ? "8" : leads.ToString();

    public TracingShape OutputOf(TracingShape input)
    {
        foreach (var lead in leads)
        {
            _ = RecipeFor(lead, input.Leads);
        }

        return input with { Leads = leads };
    }

    public void Apply(Tracing tracing)
    {
        if (!rederive && tracing.Shape.Leads.Equals(leads))
        {
            return;
        }

        var shape = OutputOf(tracing.Shape);
        var values = new float[shape.Length];
        for (var lead = 0; lead < leads.Count; lead++)
        {
            var row = values.AsSpan(lead * shape.Samples, shape.Samples);
            foreach (var (source, factor) in RecipeFor(leads[lead], tracing.Shape.Leads))
            {
                TensorPrimitives.MultiplyAdd(tracing.Row(source), factor, row, row);
            }
        }

        tracing.Replace(shape, values, tracing.Valid);
    }

    private List<(int Source, float Factor)> RecipeFor(Lead lead, LeadSet available)
    {
        var own = available.IndexOf(lead);
        var wanted = LimbLeads.OfFirstAndSecond(lead);
        if (own >= 0 && !(rederive && wanted is not null && lead != Lead.I && lead != Lead.II))
        {
            return [(own, 1)];
        }

        if (wanted is { } target)
        {
            // Any two limb leads that are there determine I and II, and so all six.
            for (var first = 0; first < available.Count; first++)
            {
                for (var second = first + 1; second < available.Count; second++)
                {
                    if (LimbLeads.OfFirstAndSecond(available[first]) is { } a && LimbLeads.OfFirstAndSecond(available[second]) is { } b
                        && (a.First * b.Second) - (a.Second * b.First) is var determinant && Math.Abs(determinant) > 0.01f)
                    {
                        return
                        [
                            (first, ((target.First * b.Second) - (target.Second * b.First)) / determinant),
                            (second, ((a.First * target.Second) - (a.Second * target.First)) / determinant),
                        ];
                    }
                }
            }
        }

        throw new ArgumentException($"{Text} cannot make lead {lead} from {available}; limb leads need two other limb leads, chest leads must be there. Choose leads the data have.");
    }
}
