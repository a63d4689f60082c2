using EcgScaling.Models;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Toys;

/// <summary>Small networks and short runs.</summary>
internal static class Toy
{
    public static ResNet1dConfig ResNet(EcgSpec input) => new()
    {
        Input = input, StemWidth = 8, StageWidths = [8, 16], StageStrides = [4, 4], StageBlocks = [1, 1], KernelSize = 7, Dropout = 0.1,
    };

    public static EcgTransformerConfig Transformer(EcgSpec input) => new() { Input = input, PatchSize = 8, Width = 32, Depth = 2, Heads = 2, Dropout = 0.1 };

    public static TrainingConfig Config(long steps, int batch = 16) => new()
    {
        Duration = Duration.Steps(steps),
        BatchSize = batch,
        LearningRate = new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = 3e-3 },
        Evaluation = new() { Points = new TrainingPoints { Evenly = 2 }, BootstrapResamples = 0 },
        Checkpoints = new() { Points = new TrainingPoints { Evenly = 1 } },
        Seed = 3,
        Threads = 1,
    };

    public static TrainingData Split(ToyDataset data, int training) => new()
    {
        Dataset = data,
        Training = [.. Enumerable.Range(0, training)],
        HeldOut = [.. Enumerable.Range(training, data.Count - training)],
    };

    public static Paradigm Build(this ParadigmConfig config, EncoderConfig encoder, ulong seed = 5) => config.Build(encoder, ["fast", "inverted"], seed);

    public static TrainingResult Train(ParadigmConfig paradigm, EncoderConfig encoder, TrainingConfig config, TrainingData data, string folder)
    {
        using var built = paradigm.Build(encoder);
        return new Trainer(config).Train(built, data, folder);
    }
}
