using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
using EcgScaling.Models;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;
using Xunit.Abstractions;

namespace EcgScaling.Training.Running;

/// <summary>
/// Every paradigm learns, on each of two seeds: its held-out loss falls well below its trivial baseline, and a linear probe on its features has a
/// lower held-out cross-entropy than one on the features of the same encoder before training. Regression has its test in Supervised.
/// </summary>
public sealed class LearningTests(SmallEcgs data, ITestOutputHelper output) : IClassFixture<SmallEcgs>
{
    /// <summary>Paradigm, family, seed, steps, the part of the trivial loss and the part of the untrained probe's loss to stay below.</summary>
    public static TheoryData<string, string, int, int, double, double> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int, int, double, double>();
            foreach (var (word, family, steps, loss, probe) in new[]
            {
                ("supervised", "resnet", 120, 0.9, 0.8),
                ("supervised", "transformer", 250, 0.95, 0.93),
                ("masked", "resnet", 250, 0.85, 0.97),
                ("masked", "transformer", 800, 0.85, 0.98),
                ("simclr", "resnet", 200, 0.7, 0.97),
                ("simclr", "transformer", 250, 0.8, 0.985),
                ("cmsc", "resnet", 200, 0.3, 0.93),
                ("cmsc", "transformer", 250, 0.85, 0.96),
                ("patient", "resnet", 120, 0.6, 0.95),
                ("vicreg", "resnet", 500, 0.9, 0.97),
                ("jepa", "transformer", 700, 0.8, 0.97),
            })
            {
                cases.Add(word, family, 1, steps, loss, probe);
                cases.Add(word, family, 2, steps, loss, probe);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_falls_below_the_trivial_one_and_features_beat_untrained_ones(string word, string family, int seed, int steps, double lossPart, double probePart)
    {
        using var folder = new TemporaryFolder();
        var split = PatientSplit.Of(data, new SplitFractions { Validation = 0, Test = 1 / 3.0 }, seed: 0);
        using var paradigm = Settings(word).Build(family == "resnet" ? ResNet(data.Spec) : Transformer(data.Spec), data.LabelNames, (ulong)seed);
        var before = Probe(paradigm.Encoder, split);
        var config = Toy.Config(steps, batch: 32) with
        {
            Seed = (ulong)seed,
            Evaluation = new() { Points = new TrainingPoints { Evenly = 1 }, BatchSize = 32, BootstrapResamples = 0 },
        };
        var result = new Trainer(config).Train(paradigm, new TrainingData { Dataset = data, Training = split.Training, HeldOut = split.Test }, folder["run"]);
        var after = Probe(paradigm.Encoder, split);
        var numbers = $"{word} on {family}, seed {seed}: loss {result.HeldOut!.Loss:G4} against {result.HeldOut.TrivialLoss:G4}; probe {after:F4} against {before:F4}";
        output.WriteLine(numbers);
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.True(result.HeldOut.Loss < lossPart * result.HeldOut.TrivialLoss, numbers);
        Assert.True(after < probePart * before, numbers);
    }

    // As many time steps as patches, and no dropout: with short runs it costs more than it gives.
    private static ResNet1dConfig ResNet(EcgSpec input) => new()
    {
        Input = input, StemWidth = 12, StemStride = 2, StageWidths = [12, 16, 24, 32], StageStrides = [2, 2, 2, 1], StageBlocks = [1, 1, 1, 1], KernelSize = 9, Dropout = 0,
    };

    private static EcgTransformerConfig Transformer(EcgSpec input) => new() { Input = input, PatchSize = 16, Width = 32, Depth = 2, Heads = 2 };

    private static ParadigmConfig Settings(string word) => word switch
    {
        "supervised" => new SupervisedConfig { Labels = [.. SyntheticLabels.All] },
        "masked" => new MaskedConfig { PatchSamples = 16, DecoderWidth = 64, DecoderDepth = 1, MaskRatio = 0.5, VarianceFloor = 1e-2 },
        "vicreg" => new VicRegConfig { ExpanderWidth = 128 },
        "jepa" => new JepaConfig { PredictorWidth = 64, PredictorDepth = 1, MaskRatio = 0.5, BlockLength = 2, TargetDecayStart = 0.98, TargetDecayEnd = 0.998 },
        _ => ParadigmConfig.FromName(word),
    };

    /// <summary>Held-out cross-entropy, the mean over the twelve labels in nats.</summary>
    private double Probe(EcgEncoder encoder, PatientSplit split) =>
        LinearProbe.Fit(FeatureExtraction.Run(encoder, data, split.Training, SyntheticLabels.All), new LinearProbeConfig { Ridge = 1e-2 })
            .Score(FeatureExtraction.Run(encoder, data, split.Test, SyntheticLabels.All), 0).Loss;
}
