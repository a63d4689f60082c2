using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation;

/// <summary>Collects one loss per held-out record and gives their mean with its interval over patients.</summary>
public sealed class RecordLosses
{
    private readonly List<double> _losses = [];
    private readonly List<double> _trivial = [];
    private readonly List<long> _patients = [];

    /// <summary>Adds a record.</summary>
    /// <param name="loss">Its loss; NaN leaves the record out.</param>
    /// <param name="patientKey">Its patient.</param>
    /// <param name="trivial">The loss of the best constant prediction on it, where there is one.</param>
    public void Add(double loss, long patientKey, double trivial = double.NaN)
    {
        if (!double.IsNaN(loss))
        {
            _losses.Add(loss);
            _trivial.Add(trivial);
            _patients.Add(patientKey);
        }
    }

    /// <summary>The mean and its interval.</summary>
    public EvaluationResult ToResult(string unit, int resamples = 0, ulong seed = 0)
    {
        var bootstrap = new PatientBootstrap(_patients, _losses.Count == 0 ? 0 : resamples, seed);
        var (low, high) = PatientBootstrap.Interval(Enumerable.Range(0, bootstrap.Resamples).Select(resample => Mean(bootstrap.Weights(resample))));
        return new EvaluationResult
        {
            Loss = _losses.DefaultIfEmpty(double.NaN).Average(),
            Unit = unit,
            Records = _losses.Count,
            TrivialLoss = _trivial.DefaultIfEmpty(double.NaN).Average(),
            LossLow = low,
            LossHigh = high,
        };
    }

    /// <summary>Writes the records that were added.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(_losses.Count);
        for (var record = 0; record < _losses.Count; record++)
        {
            writer.Write(_losses[record]);
            writer.Write(_patients[record]);
            writer.Write(_trivial[record]);
        }
    }

    /// <summary>Adds the records that another one wrote.</summary>
    internal void Read(BinaryReader reader)
    {
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            Add(reader.ReadDouble(), reader.ReadInt64(), reader.ReadDouble());
        }
    }

    private double Mean(int[] weights)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * _losses[i];
            count += weights[i];
        }

        return sum / count;
    }
}
