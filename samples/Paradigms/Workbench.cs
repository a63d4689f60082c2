using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Training;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Probing;

namespace EcgScaling.Samples.Paradigms;

/// <summary>What all samples share: synthetic 12-lead tracings of 5 s at 100 Hz, an encoder of about 30,000 parameters, a short run, a probe.</summary>
internal sealed class Workbench : IDisposable
{
    private const long Parameters = 30_000;
    private const int Batch = 32;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"ecgscaling-paradigms-{Guid.NewGuid():N}");

    public required string Family { get; init; }

    public required ulong Seed { get; init; }

    public required long? Steps { get; init; }

    public required int Records { get; init; }

    public Report? Report { get; private set; }

    public IEcgDataset Open()
    {
        var options = new SyntheticOptions { Count = Records, Rate = new SampleRate(100), Samples = 512 };
        return SourceDataset.Of(new SyntheticEcgSource(options).WithAge());
    }

    /// <summary>16 time steps or 32 patches for 5 s: at the families' own strides a tracing this short would leave two.</summary>
    public EncoderConfig Encoder(EcgSpec input) => Family == "transformer"
        ? Sizing.Nearest(EncoderFamilies.Transformer, Parameters, basis: new EcgTransformerConfig { Input = input, PatchSize = 16 }).Config
        : Sizing.Nearest(EncoderFamilies.ResNet1d, Parameters, basis: new ResNet1dConfig { Input = input, StageStrides = [1, 4, 2, 2, 2], Dropout = 0 }).Config;

    /// <summary>Probes, trains, probes again.</summary>
    public TrainingResult Train(Paradigm paradigm, IEcgDataset data, long steps)
    {
        var split = PatientSplit.Of(data, new SplitFractions { Validation = 0, Test = 1 / 3.0 }, seed: 0);
        var before = Probe(paradigm.Encoder, data, split);
        var config = new TrainingConfig
        {
            Duration = Duration.Steps(Steps ?? steps),
            BatchSize = Batch,
            LearningRate = new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = 2e-3 },
            Evaluation = new() { Points = new TrainingPoints { Evenly = 1 }, BatchSize = Batch },
            Seed = Seed,
        };
        var result = new Trainer(config).Train(paradigm, new TrainingData { Dataset = data, Training = split.Training, HeldOut = split.Test }, _folder);
        var after = Probe(paradigm.Encoder, data, split);
        Report = new Report(
            paradigm.Name, Family, result.Parameters, Seed, result.Steps, result.HeldOut!.Loss, result.HeldOut.TrivialLoss, result.HeldOut.Unit,
            before.Loss, after.Loss, before.MacroAuroc, after.MacroAuroc, result.SecondsPerStep);
        return result;
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static Training.Evaluation.EvaluationResult Probe(EcgEncoder encoder, IEcgDataset data, PatientSplit split) =>
        LinearProbe.Fit(FeatureExtraction.Run(encoder, data, split.Training, SyntheticLabels.All), new LinearProbeConfig { Ridge = 1e-2 })
            .Score(FeatureExtraction.Run(encoder, data, split.Test, SyntheticLabels.All), 0);
}
