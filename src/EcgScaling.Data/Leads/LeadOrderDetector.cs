using System.Numerics.Tensors;

namespace EcgScaling.Data.Leads;

/// <summary>
/// Finds out which row of a tracing is which limb lead. Every ordered pair of rows is tried as I and II; the pair is right when the four derived
/// leads are among the other rows. No linear map turns the six limb leads into one another, so tracings in general position have one answer.
/// </summary>
internal sealed class LeadOrderDetector
{
    // A residual of 2 % of the energy: rounding, clipping and filters leave less, another lead leaves far more.
    private const double Tolerance = 0.02;

    // A second order must be this much worse before the first one counts as proven.
    private const double Margin = 10;

    private static readonly (Lead Lead, double First, double Second)[] Derived =
        [.. ((Lead[])[Lead.III, Lead.AVR, Lead.AVL, Lead.AVF]).Select(lead => (lead, (double)LimbLeads.OfFirstAndSecond(lead)!.Value.First, (double)LimbLeads.OfFirstAndSecond(lead)!.Value.Second))];

    private readonly LeadSet _documented;
    private readonly double[,] _products;

    public LeadOrderDetector(LeadSet documented)
    {
        _documented = documented;
        _products = new double[documented.Count, documented.Count];
    }

    /// <summary>Whether a set of leads has what the identities need.</summary>
    public static bool CanTell(LeadSet documented) => documented.Contains(Lead.I) && documented.Contains(Lead.II) && Derived.All(derived => documented.Contains(derived.Lead));

    /// <summary>Takes a tracing into account, shape <c>(lead, sample)</c>; only the samples of the range, each lead less its mean.</summary>
    public void Add(ReadOnlySpan<float> tracing, int samples, ValidRange valid)
    {
        var rows = new double[_documented.Count][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new double[valid.Length];
            TensorPrimitives.ConvertTruncating(tracing.Slice((row * samples) + valid.Start, valid.Length), rows[row].AsSpan());
            if (rows[row].Length == 0 || Array.Exists(rows[row], value => !double.IsFinite(value)))
            {
                return;
            }

            TensorPrimitives.Subtract(rows[row], TensorPrimitives.Sum<double>(rows[row]) / valid.Length, rows[row]);
        }

        for (var row = 0; row < rows.Length; row++)
        {
            for (var other = row; other < rows.Length; other++)
            {
                _products[row, other] += TensorPrimitives.Dot<double>(rows[row], rows[other]);
                _products[other, row] = _products[row, other];
            }
        }
    }

    /// <summary>What the tracings say, and the leads in the file's order where that is another one.</summary>
    public (LeadOrderOutcome Outcome, LeadSet Order) Find()
    {
        var found = new List<(double Score, LeadSet Order)>();
        for (var first = 0; first < _documented.Count; first++)
        {
            for (var second = 0; second < _documented.Count; second++)
            {
                if (first != second && Try(first, second) is { } answer)
                {
                    found.Add(answer);
                }
            }
        }

        found.Sort((left, right) => left.Score.CompareTo(right.Score));
        if (found.Count == 0)
        {
            return (LeadOrderOutcome.NoneHolds, _documented);
        }

        return found.Count > 1 && found[1].Score < Margin * Math.Max(found[0].Score, 1e-9) ? (LeadOrderOutcome.Ambiguous, _documented)
            : found[0].Order.Equals(_documented) ? (LeadOrderOutcome.AsDocumented, _documented)
            : (LeadOrderOutcome.Permuted, found[0].Order);
    }

    private (double Score, LeadSet Order)? Try(int first, int second)
    {
        var (one, two, both) = (_products[first, first], _products[second, second], _products[first, second]);
        // Rows that are nearly the same, or nothing, prove nothing.
        if (!(one > 0) || !(two > 0) || (one * two) - (both * both) < 1e-6 * one * two)
        {
            return null;
        }

        var names = new Lead?[_documented.Count];
        (names[first], names[second]) = (Lead.I, Lead.II);
        var worst = 0.0;
        foreach (var (lead, alpha, beta) in Derived)
        {
            var energy = (alpha * alpha * one) + (beta * beta * two) + (2 * alpha * beta * both);
            var (place, least) = (-1, double.PositiveInfinity);
            for (var row = 0; row < names.Length; row++)
            {
                var residual = _products[row, row] - (2 * ((alpha * _products[row, first]) + (beta * _products[row, second]))) + energy;
                if (names[row] is null && residual < least)
                {
                    (place, least) = (row, residual);
                }
            }

            if (place < 0 || !(energy > 0) || least > Tolerance * energy)
            {
                return null;
            }

            names[place] = lead;
            worst = Math.Max(worst, least / energy);
        }

        var rest = new Queue<Lead>(_documented.Where(lead => !names.Contains(lead)));
        return (worst, new LeadSet(names.Select(lead => lead ?? rest.Dequeue())));
    }
}
