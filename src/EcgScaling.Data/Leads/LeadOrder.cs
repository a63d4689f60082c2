using System.Buffers;

namespace EcgScaling.Data.Leads;

/// <summary>How the rows of a file are brought to the documented order.</summary>
internal sealed class LeadOrder
{
    private readonly int[]? _rows;

    private LeadOrder(int[]? rows) => _rows = rows;

    /// <summary>Rows lie as documented.</summary>
    public static LeadOrder Same { get; } = new(null);

    /// <summary>Decides by some tracings of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="documented">The leads in the documented order.</param>
    /// <param name="policy">What is made of it.</param>
    /// <param name="tracings">Tracings in millivolts with their recorded samples, in the file's order of leads; looked through once.</param>
    /// <param name="samples">Samples of each lead.</param>
    /// <param name="warnings">Told what was put right.</param>
    /// <exception cref="EcgDataException">The policy requires a proof and there is none.</exception>
    public static LeadOrder Of(string path, LeadSet documented, LeadOrderPolicy policy, IEnumerable<(float[] Tracing, ValidRange Valid)> tracings, int samples, List<string> warnings)
    {
        if (policy == LeadOrderPolicy.AsDocumented || !LeadOrderDetector.CanTell(documented))
        {
            return Same;
        }

        var detector = new LeadOrderDetector(documented);
        foreach (var (tracing, valid) in tracings)
        {
            detector.Add(tracing, samples, valid);
        }

        var (outcome, order) = detector.Find();
        switch (outcome)
        {
            case LeadOrderOutcome.Permuted:
                warnings.Add($"{Path.GetFileName(path)} keeps its leads in the order {order}, as II = I + III, aVR = -(I + II)/2, aVL and aVF prove; they were put into the order {documented}.");
                return new LeadOrder([.. documented.Select(order.IndexOf)]);
            case LeadOrderOutcome.Ambiguous or LeadOrderOutcome.NoneHolds when policy == LeadOrderPolicy.Require:
                throw new EcgDataException(
                    path, "lead order",
                    outcome == LeadOrderOutcome.Ambiguous ? "limb leads that fit several orders about equally well" : "limb leads that fulfil II = I + III and aVR, aVL, aVF in no order",
                    $"raw tracings whose limb leads prove their order, documented as {documented}",
                    $"Check the file; {nameof(LeadOrderPolicy)}.{nameof(LeadOrderPolicy.AsDocumented)} takes the documented order on trust.");
            default:
                return Same;
        }
    }

    /// <summary>Puts the rows of a tracing, shape <c>(lead, sample)</c>, into the documented order.</summary>
    public void Apply(Span<float> tracing, int samples)
    {
        if (_rows is null)
        {
            return;
        }

        var length = _rows.Length * samples;
        var copy = ArrayPool<float>.Shared.Rent(length);
        tracing[..length].CopyTo(copy);
        for (var row = 0; row < _rows.Length; row++)
        {
            copy.AsSpan(_rows[row] * samples, samples).CopyTo(tracing[(row * samples)..]);
        }

        ArrayPool<float>.Shared.Return(copy);
    }
}
