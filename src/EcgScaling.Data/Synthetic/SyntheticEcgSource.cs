using System.Buffers;
using System.Numerics;
using System.Text.Json.Nodes;

namespace EcgScaling.Data.Synthetic;

/// <summary>
/// Twelve-lead ECGs from a dynamical model of the heart's dipole, with the six CODE labels and six more, made on demand: any number of exams,
/// no disk. Exam k is a function of (seed, site, k).
/// </summary>
/// <remarks>Of every 22 exams, 12 are a patient's only one, 6 belong to pairs and 4 to one patient.</remarks>
public sealed class SyntheticEcgSource : IEcgSource
{
    private const int Version = 1;
    private const int BlockExams = 22;
    private const int BlockPatients = 16;
    private readonly SyntheticOptions _options;
    private readonly int[] _rows;

    /// <summary>Makes the source.</summary>
    /// <exception cref="SpecException">The options are out of range.</exception>
    public SyntheticEcgSource(SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        CommonShape = new TracingShape(options.Leads, options.Rate, options.Samples);
        _rows = [.. options.Leads.Select(lead => LeadSet.Twelve.IndexOf(lead))];
    }

    /// <inheritdoc/>
    public string Name => $"synthetic-{_options.Site.Name}";

    /// <inheritdoc/>
    public TracingShape CommonShape { get; }

    TracingShape? IEcgSource.CommonShape => CommonShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => SyntheticLabels.All;

    /// <inheritdoc/>
    public int Count => _options.Count;

    /// <inheritdoc/>
    public string ContentHash => CanonicalJson.Hash(new JsonObject
    {
        ["generator"] = Version,
        ["count"] = _options.Count,
        ["seed"] = _options.Seed,
        ["site"] = Describe(_options.Site),
        ["leads"] = _options.Leads.ToString(),
        ["rate"] = _options.Rate.Hertz,
        ["samples"] = _options.Samples,
        ["labelNoise"] = _options.LabelNoise,
    });

    /// <inheritdoc/>
    public QuarantineReport Quarantine => QuarantineReport.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; } = ["Synthetic data: made by a model of the heart, not recorded from patients."];

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        Check(index);
        return CommonShape;
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        Check(index);
        var (patient, visit) = PatientOf(index);
        var traits = ExamTraits.Of(_options.Seed, _options.Site, patient, visit, index);
        var labels = new float[SyntheticLabels.All.Count];
        var reader = new RandomStream(_options.Seed, "synthetic/reader/" + _options.Site.Name, index);
        for (var label = 0; label < labels.Length; label++)
        {
            var present = ((int)traits.Conditions & (1 << label)) != 0;
            labels[label] = present != reader.NextBoolean(_options.LabelNoise) ? 1 : 0;
        }

        var offset = _options.Site.Number * 1_000_000_000L;
        return new Exam
        {
            Id = FormattableString.Invariant($"{offset + index + 1}"),
            PatientId = FormattableString.Invariant($"{offset + patient + 1}"),
            Age = traits.Age,
            Sex = traits.Patient.Sex,
            Labels = labels,
            Site = _options.Site.Name,
        };
    }

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        Check(index);
        var samples = _options.Samples;
        if (destination.Length < CommonShape.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} values; {CommonShape} need {CommonShape.Length}.", nameof(destination));
        }

        var (patient, visit) = PatientOf(index);
        var exam = ExamTraits.Of(_options.Seed, _options.Site, patient, visit, index);
        var room = ArrayPool<float>.Shared.Rent(samples * (3 + ElectrodeNoise.Shapes + 8));
        try
        {
            var path = room.AsSpan(0, 3 * samples);
            var shapes = room.AsSpan(3 * samples, ElectrodeNoise.Shapes * samples);
            var leads = room.AsSpan((3 + ElectrodeNoise.Shapes) * samples, 8 * samples);
            Draw(exam, index, path, shapes, leads);
            Place(leads, samples, destination);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(room);
        }

        return ValidRange.All(samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private static JsonObject Describe(SyntheticSite site)
    {
        var rates = new JsonObject();
        foreach (var (label, rate) in site.Prevalence)
        {
            rates[label] = rate;
        }

        return new JsonObject
        {
            ["name"] = site.Name,
            ["number"] = site.Number,
            ["prevalence"] = rates,
            ["age"] = new JsonArray(site.MeanAge, site.AgeDeviation, site.FemaleShare),
            ["device"] = new JsonArray(
                site.LowPassHertz, site.MainsHertz, site.MainsMillivolts, site.MuscleMillivolts, site.WanderMillivolts, site.ArtefactRate, site.QuantumMillivolts, site.GainDeviation),
        };
    }

    private static (long Patient, int Visit) PatientOf(int index)
    {
        var (block, within) = Math.DivRem(index, BlockExams);
        var (patient, visit) = within switch
        {
            < 12 => (within, 0),
            < 18 => (12 + ((within - 12) / 2), (within - 12) % 2),
            _ => (15, within - 18),
        };
        return (((long)block * BlockPatients) + patient, visit);
    }

    private void Draw(ExamTraits exam, int index, Span<float> path, Span<float> shapes, Span<float> leads)
    {
        var (site, samples, rate) = (_options.Site, _options.Samples, _options.Rate.Hertz);
        var random = new RandomStream(_options.Seed, "synthetic/tracing/" + site.Name, index);
        // The Gaussian whose gain at the corner is 1/sqrt(2); the corner is kept below the Nyquist frequency.
        var blur = Math.Sqrt(Math.Log(2)) / (2 * Math.PI * Math.Min(site.LowPassHertz, 0.38 * rate));
        path.Clear();
        var beats = Rhythm.Beats(exam, samples / rate, random);
        var fibrillating = exam.Conditions.HasFlag(Condition.AtrialFibrillation);
        var (ectopic, origin) = (Array.Empty<Wave>(), double.NaN);
        var (conducted, basis) = (Array.Empty<Wave>(), double.NaN);
        foreach (var (time, before, start) in beats)
        {
            var scale = 1 + (0.03 * random.NextGaussian());
            if (!double.IsNaN(start))
            {
                if (origin != start)
                {
                    (ectopic, origin) = (HeartBeat.Ectopic(exam, start), start);
                }

                AddBeat(path, samples, rate, time, ectopic, scale, blur);
                continue;
            }

            // Repolarisation follows the mean rate slowly; only fibrillation makes it differ from beat to beat.
            var length = fibrillating ? (0.5 * before) + (30 / exam.BeatsPerMinute) : 60 / exam.BeatsPerMinute;
            if (basis != length)
            {
                (conducted, basis) = (HeartBeat.Conducted(exam, length), length);
            }

            AddBeat(path, samples, rate, time, conducted, scale, blur);
        }

        if (fibrillating)
        {
            DipolePath.AddFibrillation(path, samples, rate, random);
        }

        Span<float> matrix = stackalloc float[8 * 3];
        Span<float> weights = stackalloc float[8 * ElectrodeNoise.Shapes];
        LeadField.Fill(matrix, exam, Math.Exp(random.NextGaussian(0, site.GainDeviation)), random);
        ElectrodeNoise.FillShapes(shapes, weights, samples, rate, site, random);
        Mix(leads, path, shapes, matrix, weights, samples);
        ElectrodeNoise.AddMuscle(leads, path, samples, site, random);
        ElectrodeNoise.AddArtefact(leads, samples, rate, site, random);
        Quantise(leads, (float)site.QuantumMillivolts);
    }

    private static void AddBeat(Span<float> path, int samples, double rate, double time, Wave[] waves, double scale, double blur)
    {
        foreach (ref readonly var wave in waves.AsSpan())
        {
            DipolePath.Add(path, samples, rate, time, wave, scale, blur);
        }
    }

    private static void Mix(Span<float> leads, ReadOnlySpan<float> path, ReadOnlySpan<float> shapes, ReadOnlySpan<float> matrix, ReadOnlySpan<float> weights, int samples)
    {
        for (var lead = 0; lead < 8; lead++)
        {
            var row = leads.Slice(lead * samples, samples);
            row.Clear();
            for (var axis = 0; axis < 3; axis++)
            {
                ElectrodeNoise.AddScaled(row, path.Slice(axis * samples, samples), matrix[(lead * 3) + axis]);
            }

            for (var shape = 0; shape < ElectrodeNoise.Shapes; shape++)
            {
                ElectrodeNoise.AddScaled(row, shapes.Slice(shape * samples, samples), weights[(lead * ElectrodeNoise.Shapes) + shape]);
            }
        }
    }

    private static void Quantise(Span<float> values, float quantum)
    {
        if (quantum <= 0)
        {
            return;
        }

        var (inverse, width) = (1 / quantum, Vector<float>.Count);
        var place = 0;
        for (; place <= values.Length - width; place += width)
        {
            (Vector.Round(new Vector<float>(values[place..]) * inverse) * quantum).CopyTo(values[place..]);
        }

        for (; place < values.Length; place++)
        {
            values[place] = MathF.Round(values[place] * inverse) * quantum;
        }
    }

    // The device digitises I, II and V1 to V6; the other four follow from I and II exactly.
    private void Place(ReadOnlySpan<float> leads, int samples, Span<float> destination)
    {
        var first = leads[..samples];
        var second = leads.Slice(samples, samples);
        for (var place = 0; place < _rows.Length; place++)
        {
            var target = destination.Slice(place * samples, samples);
            switch (_rows[place])
            {
                case 0: first.CopyTo(target); break;
                case 1: second.CopyTo(target); break;
                case 2: Combine(target, first, second, -1, 1); break;
                case 3: Combine(target, first, second, -0.5f, -0.5f); break;
                case 4: Combine(target, first, second, 1, -0.5f); break;
                case 5: Combine(target, first, second, -0.5f, 1); break;
                default: leads.Slice((_rows[place] - 4) * samples, samples).CopyTo(target); break;
            }
        }
    }

    private static void Combine(Span<float> target, ReadOnlySpan<float> first, ReadOnlySpan<float> second, float firstFactor, float secondFactor)
    {
        target.Clear();
        ElectrodeNoise.AddScaled(target, first, firstFactor);
        ElectrodeNoise.AddScaled(target, second, secondFactor);
    }

    private void Check(int index)
    {
        if ((uint)index >= (uint)_options.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_options.Count} exams.");
        }
    }
}
