using System.Numerics.Tensors;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Augmentation;

/// <summary>
/// How a disturbance at the electrodes shows in the leads. The nine electrodes are right arm, left arm, foot and V1 to V6; a lead outside the standard
/// twelve has an electrode of its own, in order of the leads. Disturbances made here keep III = II - I and the other sums of the limb leads.
/// </summary>
internal sealed class ElectrodeMix
{
    private const int Standard = 9;
    private readonly float[] _weights;
    private readonly int _leads;

    private ElectrodeMix(LeadSet leads)
    {
        _leads = leads.Count;
        Electrodes = Standard + leads.Count(lead => !lead.IsStandard);
        _weights = new float[_leads * Electrodes];
        var own = Standard;
        for (var lead = 0; lead < _leads; lead++)
        {
            var row = _weights.AsSpan(lead * Electrodes, Electrodes);
            if (LimbLeads.OfFirstAndSecond(leads[lead]) is var (first, second))
            {
                // I is left arm minus right arm, II is foot minus right arm.
                (row[0], row[1], row[2]) = (-first - second, first, second);
            }
            else if (leads[lead].IsStandard)
            {
                // Chest leads are measured against the mean of the limbs.
                row[..3].Fill(-1f / 3);
                row[3 + leads[lead].Name[1] - '1'] = 1;
            }
            else
            {
                row[own++] = 1;
            }
        }
    }

    /// <summary>The number of electrodes.</summary>
    public int Electrodes { get; }

    public static ElectrodeMix Of(LeadSet leads) => new(leads);

    /// <summary>What each lead gets of one shape that is at the electrodes with given strengths.</summary>
    public float[] ToLeads(ReadOnlySpan<float> electrodes)
    {
        var leads = new float[_leads];
        for (var lead = 0; lead < _leads; lead++)
        {
            leads[lead] = TensorPrimitives.Dot(_weights.AsSpan(lead * Electrodes, Electrodes), electrodes);
        }

        return leads;
    }

    /// <summary>Adds one electrode's disturbance, of the length of the recorded samples, to the leads that it shows in.</summary>
    public void Add(Tracing tracing, int electrode, ReadOnlySpan<float> disturbance)
    {
        for (var lead = 0; lead < _leads; lead++)
        {
            if (_weights[(lead * Electrodes) + electrode] is not 0 and var weight)
            {
                var row = tracing.ValidRow(lead);
                TensorPrimitives.MultiplyAdd(disturbance, weight, row, row);
            }
        }
    }

    /// <summary>Adds one shape with a strength for each electrode.</summary>
    public void AddShape(Tracing tracing, ReadOnlySpan<float> shape, ReadOnlySpan<float> electrodes)
    {
        var strengths = ToLeads(electrodes);
        for (var lead = 0; lead < _leads; lead++)
        {
            var row = tracing.ValidRow(lead);
            TensorPrimitives.MultiplyAdd(shape, strengths[lead], row, row);
        }
    }
}
