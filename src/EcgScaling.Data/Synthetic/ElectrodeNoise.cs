namespace EcgScaling.Data.Synthetic;

/// <summary>
/// Disturbances at the nine electrodes and what they make in the eight independent leads: muscle noise, baseline wander with the breath,
/// mains interference, and now and then an artefact. Made at the electrodes, because that is why lead II's noise also shows in V1.
/// </summary>
internal static class ElectrodeNoise
{
    /// <summary>Shared shapes: breath (2), drift (2), mains (2).</summary>
    public const int Shapes = 6;

    private const int Electrodes = 9;
    private const int TableBits = 16;
    private const int TableMask = (1 << TableBits) - 1;
    private static readonly float[] Table = MakeTable();

    /// <summary>Writes the shared shapes, shape <c>(6, sample)</c>, and each lead's share of them, shape <c>(8, 6)</c>.</summary>
    public static void FillShapes(Span<float> shapes, Span<float> weights, int samples, double rate, SyntheticSite site, RandomStream random)
    {
        var seconds = samples / rate;
        Oscillate(shapes[..samples], shapes.Slice(samples, samples), random.NextDouble(0.16, 0.34) / rate, random.NextDouble(0, 2 * Math.PI));
        for (var shape = 2; shape < 4; shape++)
        {
            Drift(shapes.Slice(shape * samples, samples), seconds, random);
        }

        // Mains interference above half the sample rate would alias; devices filter it out before sampling.
        var mains = site.MainsHertz < 0.45 * rate;
        Oscillate(
            shapes.Slice(4 * samples, samples), shapes.Slice(5 * samples, samples), mains ? site.MainsHertz * random.NextDouble(0.998, 1.002) / rate : 0.25, random.NextDouble(0, 2 * Math.PI));

        Span<float> electrodes = stackalloc float[Electrodes * Shapes];
        var wander = site.WanderMillivolts * Math.Exp(random.NextGaussian(0, 0.6));
        var hum = mains ? site.MainsMillivolts * Math.Exp(random.NextGaussian(0, 0.9)) : 0;
        for (var electrode = 0; electrode < Electrodes; electrode++)
        {
            for (var shape = 0; shape < Shapes; shape++)
            {
                electrodes[(electrode * Shapes) + shape] = (float)(random.NextGaussian() * (shape < 4 ? wander * 0.7 : hum * 0.7));
            }
        }

        ToLeads(electrodes, weights, Shapes);
    }

    /// <summary>Adds muscle noise to the eight leads, shape <c>(8, sample)</c>.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="scratch">Shape <c>(3, sample)</c>: the limb electrodes' noise.</param>
    /// <param name="samples">Samples of each lead.</param>
    /// <param name="site">Where the exam was made.</param>
    /// <param name="random">The exam's noise stream.</param>
    public static void AddMuscle(Span<float> leads, Span<float> scratch, int samples, SyntheticSite site, RandomStream random)
    {
        var level = site.MuscleMillivolts * Math.Exp(random.NextGaussian(0, 0.55));
        scratch[..(3 * samples)].Clear();
        for (var limb = 0; limb < 3; limb++)
        {
            AddNoise(scratch.Slice(limb * samples, samples), level * Math.Exp(random.NextGaussian(0, 0.3)), random);
        }

        var right = scratch[..samples];
        var left = scratch.Slice(samples, samples);
        var foot = scratch.Slice(2 * samples, samples);
        AddScaled(leads[..samples], left, 1);
        AddScaled(leads[..samples], right, -1);
        AddScaled(leads.Slice(samples, samples), foot, 1);
        AddScaled(leads.Slice(samples, samples), right, -1);
        // Wilson's central terminal, the mean of the limbs, is what the chest leads are measured against.
        AddScaled(right, left, 1);
        AddScaled(right, foot, 1);
        for (var chest = 2; chest < 8; chest++)
        {
            var lead = leads.Slice(chest * samples, samples);
            AddScaled(lead, right, -1f / 3);
            AddNoise(lead, level * Math.Exp(random.NextGaussian(0, 0.3)), random);
        }
    }

    /// <summary>Perhaps adds an artefact to one chest lead: a step that dies away, or a burst.</summary>
    public static void AddArtefact(Span<float> leads, int samples, double rate, SyntheticSite site, RandomStream random)
    {
        if (!random.NextBoolean(site.ArtefactRate))
        {
            return;
        }

        var lead = leads.Slice((2 + random.NextInt32(6)) * samples, samples);
        var start = random.NextInt32(samples);
        var length = Math.Min(samples - start, (int)(random.NextDouble(0.2, 1.5) * rate));
        var part = lead.Slice(start, length);
        if (random.NextBoolean(0.5))
        {
            var value = (float)(random.NextGaussian() * 0.6);
            var keep = (float)Math.Exp(-4.0 / Math.Max(1, length));
            foreach (ref var sample in part)
            {
                sample += value;
                value *= keep;
            }
        }
        else
        {
            AddNoise(part, site.MuscleMillivolts * 8, random);
        }
    }

    /// <summary>Adds <paramref name="factor"/> times a row to another.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var sample = 0;
        var width = System.Numerics.Vector<float>.Count;
        for (; sample <= target.Length - width; sample += width)
        {
            var sum = new System.Numerics.Vector<float>(target[sample..]) + (new System.Numerics.Vector<float>(source[sample..]) * factor);
            sum.CopyTo(target[sample..]);
        }

        for (; sample < target.Length; sample++)
        {
            target[sample] += source[sample] * factor;
        }
    }

    // Two stretches of one long table of Gaussian numbers at random places: drawing every sample anew would take longer than all the rest.
    private static void AddNoise(Span<float> target, double level, RandomStream random)
    {
        for (var part = 0; part < 2; part++)
        {
            var factor = (float)(level * 0.7071 * (random.NextBoolean(0.5) ? 1 : -1));
            var (done, from) = (0, (int)(random.NextUInt32() & TableMask));
            while (done < target.Length)
            {
                var run = Math.Min(target.Length - done, Table.Length - from);
                AddScaled(target.Slice(done, run), Table.AsSpan(from, run), factor);
                done += run;
                from = 0;
            }
        }
    }

    private static void ToLeads(ReadOnlySpan<float> electrodes, Span<float> leads, int columns)
    {
        for (var column = 0; column < columns; column++)
        {
            var (right, left, foot) = (electrodes[column], electrodes[columns + column], electrodes[(2 * columns) + column]);
            leads[column] = left - right;
            leads[columns + column] = foot - right;
            for (var chest = 0; chest < 6; chest++)
            {
                leads[((2 + chest) * columns) + column] = electrodes[((3 + chest) * columns) + column] - ((right + left + foot) / 3);
            }
        }
    }

    private static void Oscillate(Span<float> sine, Span<float> cosine, double cyclesPerSample, double phase)
    {
        // A rotating pointer; re-anchored often enough that rounding does not gather.
        var (turnSine, turnCosine) = Math.SinCos(2 * Math.PI * cyclesPerSample);
        var (s, c) = (0.0, 0.0);
        for (var sample = 0; sample < sine.Length; sample++)
        {
            if ((sample & 1023) == 0)
            {
                (s, c) = Math.SinCos(phase + (2 * Math.PI * cyclesPerSample * sample));
            }

            (sine[sample], cosine[sample]) = ((float)s, (float)c);
            (s, c) = ((s * turnCosine) + (c * turnSine), (c * turnCosine) - (s * turnSine));
        }
    }

    private static void Drift(Span<float> target, double seconds, RandomStream random)
    {
        // Knots every 2.5 s, joined by cubic Catmull-Rom pieces.
        var knots = new double[(int)Math.Ceiling(seconds / 2.5) + 4];
        foreach (ref var knot in knots.AsSpan())
        {
            knot = random.NextGaussian();
        }

        var step = seconds / (knots.Length - 3) / (seconds / target.Length);
        var inverse = 1 / step;
        for (var sample = 0; sample < target.Length; sample++)
        {
            var place = sample * inverse;
            var knot = (int)place;
            var t = place - knot;
            var (a, b, c, d) = (knots[knot], knots[knot + 1], knots[knot + 2], knots[knot + 3]);
            target[sample] = (float)(b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a)))))));
        }
    }

    private static float[] MakeTable()
    {
        var random = new RandomStream(0, "synthetic/noise-table");
        var table = new float[1 << TableBits];
        foreach (ref var value in table.AsSpan())
        {
            value = (float)random.NextGaussian();
        }

        return table;
    }
}
