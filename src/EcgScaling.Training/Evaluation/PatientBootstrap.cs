namespace EcgScaling.Training.Evaluation;

/// <summary>Resamples patients with replacement: exams of one patient stay together, so that intervals are not too narrow.</summary>
public sealed class PatientBootstrap
{
    private readonly int[] _patientOf;
    private readonly int _patients;
    private readonly ulong _seed;

    /// <summary>Makes the resampling of records.</summary>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="resamples">How many.</param>
    /// <param name="seed">Decides them.</param>
    public PatientBootstrap(IReadOnlyList<long> patientKeys, int resamples, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(patientKeys);
        var places = new Dictionary<long, int>();
        _patientOf = new int[patientKeys.Count];
        for (var i = 0; i < _patientOf.Length; i++)
        {
            if (!places.TryGetValue(patientKeys[i], out _patientOf[i]))
            {
                places[patientKeys[i]] = _patientOf[i] = places.Count;
            }
        }

        (_patients, _seed, Resamples) = (places.Count, seed, resamples);
    }

    /// <summary>How many resamples there are.</summary>
    public int Resamples { get; }

    /// <summary>How often each record counts in a resample.</summary>
    public int[] Weights(int resample)
    {
        var stream = new RandomStream(_seed, "evaluation/bootstrap", resample);
        var drawn = new int[_patients];
        for (var i = 0; i < _patients; i++)
        {
            drawn[stream.NextInt32(_patients)]++;
        }

        var weights = new int[_patientOf.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = drawn[_patientOf[i]];
        }

        return weights;
    }

    /// <summary>The 2.5 % and 97.5 % quantiles of the finite values, or NaN where fewer than 20 are finite.</summary>
    internal static (double Low, double High) Interval(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length < 20 ? (double.NaN, double.NaN) : (Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private static double Quantile(double[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
