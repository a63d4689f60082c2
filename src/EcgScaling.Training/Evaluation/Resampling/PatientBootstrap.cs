namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>Resamples patients with replacement: exams of one patient stay together, so that intervals are not too narrow.</summary>
public sealed class PatientBootstrap
{
    private readonly int[] _patientOf;
    private readonly ulong _seed;

    /// <summary>Makes the resampling of records.</summary>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="seed">Decides them.</param>
    public PatientBootstrap(IReadOnlyList<long> patientKeys, int resamples, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(patientKeys);
        ArgumentOutOfRangeException.ThrowIfNegative(resamples);
        var places = new Dictionary<long, int>();
        _patientOf = new int[patientKeys.Count];
        for (var i = 0; i < _patientOf.Length; i++)
        {
            if (!places.TryGetValue(patientKeys[i], out _patientOf[i]))
            {
                places[patientKeys[i]] = _patientOf[i] = places.Count;
            }
        }

        (Patients, _seed, Resamples) = (places.Count, seed, resamples);
    }

    /// <summary>How many resamples there are.</summary>
    public int Resamples { get; }

    /// <summary>How many patients there are.</summary>
    public int Patients { get; }

    /// <summary>How many records there are.</summary>
    internal int Records => _patientOf.Length;

    /// <summary>How often each record counts in a resample.</summary>
    public int[] Weights(int resample)
    {
        var drawn = Draw(resample);
        return Array.ConvertAll(_patientOf, patient => drawn[patient]);
    }

    /// <summary>Writes how often each record counts in a resample into one lane of an array of shape <c>(record, lane)</c>.</summary>
    internal void Fill(int resample, Span<double> weights, int lane, int lanes)
    {
        var drawn = Draw(resample);
        for (var record = 0; record < _patientOf.Length; record++)
        {
            weights[(record * lanes) + lane] = drawn[_patientOf[record]];
        }
    }

    /// <summary>Leaves one of several groups of patients out, in the same layout.</summary>
    internal void LeaveOut(int group, int groups, Span<double> weights, int lane, int lanes)
    {
        for (var record = 0; record < _patientOf.Length; record++)
        {
            weights[(record * lanes) + lane] = _patientOf[record] % groups == group ? 0 : 1;
        }
    }

    /// <summary>The percentile interval of the finite values, or NaN where fewer than 20 are finite.</summary>
    internal static (double Low, double High) Interval(IEnumerable<double> values, double level = 0.95)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length < BootstrapInterval.FewestDraws
            ? (double.NaN, double.NaN)
            : (BootstrapInterval.Quantile(sorted, (1 - level) / 2), BootstrapInterval.Quantile(sorted, (1 + level) / 2));
    }

    private int[] Draw(int resample)
    {
        var stream = new RandomStream(_seed, "evaluation/bootstrap", resample);
        var drawn = new int[Patients];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[stream.NextInt32(drawn.Length)]++;
        }

        return drawn;
    }
}
