using EcgScaling.Models;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Paradigms;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Supervised;

/// <summary>Regression of one number; see <see cref="RegressionConfig"/>.</summary>
public sealed class RegressionParadigm : Paradigm
{
    private readonly RegressionConfig _config;
    private readonly Linear head;

    /// <summary>Puts a linear head on the encoder.</summary>
    public RegressionParadigm(EcgEncoder encoder, RegressionConfig config)
        : base("regression", encoder)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        _config = config;
        head = Linear(encoder.FeatureSize, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Labels => [_config.Label];

    /// <inheritdoc/>
    public override string Settings => _config.ToJson();

    /// <inheritdoc/>
    public override string LossUnit => "squared error, standardised";

    /// <summary>True.</summary>
    public override bool IsRecordable => true;

    /// <summary>The predicted number, in its own unit, <c>(batch)</c>.</summary>
    public Tensor Predict(Tensor tracings) => (head.call(Encoder.call(tracings)).squeeze(1) * _config.Deviation) + _config.Mean;

    /// <summary>Mean squared error of the standardised number over the exams where it is known.</summary>
    public override Tensor Loss(TensorBatch batch, LossContext context)
    {
        var (errors, known) = Errors(batch);
        return context.Mean(errors.sum(), known.sum());
    }

    /// <inheritdoc/>
    public override IHeldOutScore NewScore() => new SquaredErrorScore(this);

    private (Tensor Errors, Tensor Known) Errors(TensorBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var known = batch.Labels.isnan().logical_not();
        var targets = where(known, (batch.Labels - _config.Mean) / _config.Deviation, zeros_like(batch.Labels));
        var predictions = head.call(Encoder.call(batch.Tracings)).to(ScalarType.Float32);
        var counts = known.to(predictions.dtype);
        return ((predictions - targets).square() * counts, counts);
    }

    private sealed class SquaredErrorScore(RegressionParadigm paradigm) : IMergeableScore
    {
        private readonly List<(float Error, float Value, long Patient)> _records = [];

        public void Add(TensorBatch batch, LossContext context)
        {
            var errors = paradigm.Errors(batch).Errors.cpu().data<float>().ToArray();
            var values = batch.Labels.cpu().data<float>().ToArray();
            for (var place = 0; place < errors.Length; place++)
            {
                if (!float.IsNaN(values[place]))
                {
                    _records.Add((errors[place], values[place], batch.PatientKeys.Span[place]));
                }
            }
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write(_records.Count);
            foreach (var (error, value, patient) in _records)
            {
                writer.Write(error);
                writer.Write(value);
                writer.Write(patient);
            }
        }

        public void Read(BinaryReader reader)
        {
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                _records.Add((reader.ReadSingle(), reader.ReadSingle(), reader.ReadInt64()));
            }
        }

        public EvaluationResult ToResult(EvaluationPlan plan)
        {
            var mean = _records.Select(record => (double)record.Value).DefaultIfEmpty(double.NaN).Average();
            var losses = new RecordLosses();
            foreach (var (error, value, patient) in _records)
            {
                losses.Add(error, patient, Math.Pow((value - mean) / paradigm._config.Deviation, 2));
            }

            return losses.ToResult(paradigm.LossUnit, plan.BootstrapResamples, plan.Seed);
        }
    }
}
