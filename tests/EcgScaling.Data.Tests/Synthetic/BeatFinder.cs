namespace EcgScaling.Data.Tests.Synthetic;

/// <summary>Finds beats and the mean beat of a record at 400 Hz, plainly: it owes nothing to the generator.</summary>
internal static class BeatFinder
{
    /// <summary>Where beats begin, by a plain threshold on the slope of four leads together; at 400 Hz.</summary>
    public static List<int> Beats(EcgRecord record)
    {
        var energy = new float[record.Shape.Samples];
        foreach (var lead in (ReadOnlySpan<Lead>)[Lead.I, Lead.II, Lead.V2, Lead.V5])
        {
            var row = record[lead];
            for (var sample = 4; sample < energy.Length; sample++)
            {
                energy[sample] += Math.Abs(row[sample] - row[sample - 4]);
            }
        }

        var threshold = 0.45f * energy.Order().ElementAt((int)(0.99 * energy.Length));
        var beats = new List<int>();
        for (var sample = 0; sample < energy.Length; sample++)
        {
            if (energy[sample] > threshold && (beats.Count == 0 || sample - beats[^1] > 100))
            {
                beats.Add(sample);
            }
        }

        return beats;
    }

    /// <summary>The mean beat of a lead, from some samples before the onset to some after it, its level 80 to 60 ms before the onset taken off.</summary>
    public static float[] MeanBeat(EcgRecord record, Lead lead, int before, int after)
    {
        var row = record[lead].ToArray();
        var beats = Beats(record).Where(beat => beat >= before && beat + after <= row.Length).ToArray();
        return [.. Enumerable.Range(0, before + after).Select(place => beats.Average(beat => row[beat - before + place] - row[(beat - 32)..(beat - 24)].Average()))];
    }
}
