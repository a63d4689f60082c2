using EcgScaling.Training.Contrastive;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Running;

/// <summary>Every paradigm learns: its held-out loss falls well below that of the best constant prediction.</summary>
public sealed class LearningTests
{
    public static TheoryData<string, string, int, double> Cases => new()
    {
        { "supervised", "resnet", 150, 0.5 },
        { "supervised", "transformer", 200, 0.6 },
        { "regression", "resnet", 150, 0.6 },
        { "masked", "resnet", 300, 0.8 },
        { "masked", "transformer", 300, 0.87 },
        { "simclr", "resnet", 80, 0.9 },
        { "cmsc", "transformer", 80, 0.9 },
        { "cmsc", "resnet", 80, 0.9 },
        { "patient", "resnet", 80, 0.7 },
        { "vicreg", "resnet", 80, 0.9 },
        { "jepa", "transformer", 80, 0.8 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_held_out_loss_falls_below_the_trivial_one(string word, string family, int steps, double part)
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(512);
        var result = Toy.Train(Small(word), family == "resnet" ? Toy.ResNet(data.Spec) : Toy.Transformer(data.Spec), Toy.Config(steps), Toy.Split(data, 384), folder["run"]);
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.True(result.HeldOut!.Loss < part * result.HeldOut.TrivialLoss, $"{word} on {family}: {result.HeldOut.Loss} against {result.HeldOut.TrivialLoss}");
        Assert.True(double.IsFinite(result.TrainLoss));
    }

    private static ParadigmConfig Small(string word) => word switch
    {
        "masked" => new MaskedConfig { PatchSamples = 8, DecoderWidth = 32, DecoderDepth = 1, MaskRatio = 0.5, VarianceFloor = 1e-2 },
        "regression" => new RegressionConfig { Mean = 64, Deviation = 8 },
        "vicreg" => new VicRegConfig { ExpanderWidth = 32 },
        "jepa" => new JepaConfig { PredictorWidth = 32, PredictorDepth = 1, MaskRatio = 0.5, BlockLength = 2 },
        _ => ParadigmConfig.FromName(word),
    };
}
