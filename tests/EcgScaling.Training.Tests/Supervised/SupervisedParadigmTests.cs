using EcgScaling.Data;
using EcgScaling.Models;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Supervised;

public sealed class SupervisedParadigmTests
{
    [Fact]
    public void Weights_smoothing_and_unknown_labels_give_PyTorchs_loss()
    {
        using var scope = NewDisposeScope();
        var golden = LossesGolden.Read;
        var config = new SupervisedConfig { Labels = ["a", "b", "c"], Smoothing = golden.Smoothing, PositiveWeights = [.. golden.Weights] };
        using var paradigm = new SupervisedParadigm(new Passthrough(golden.Labels), config, config.Labels);
        using (no_grad())
        {
            var weights = paradigm.state_dict();
            weights["head.weight"].copy_(eye(3));
            weights["head.bias"].zero_();
        }

        var batch = new TensorBatch
        {
            Tracings = tensor(golden.Logits, [60, 1, 3]),
            Labels = tensor(golden.TargetsOrNaN, [60, 3]),
            Indices = new int[60],
            PatientKeys = new long[60],
            Valid = new ValidRange[60],
        };
        Assert.Equal(golden.Training, paradigm.Loss(batch, new LossContext(0, 0, 1, Training: true)).item<float>(), 5);
        Assert.Equal(golden.Micro, paradigm.Loss(batch, new LossContext(0, 0, 1, Training: false)).item<float>(), 5);
    }

    [Fact]
    public void A_subset_of_labels_trains_that_many_outputs_and_unlabelled_exams_do_no_harm()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(128) { Unlabelled = index => index % 3 == 0 };
        using var paradigm = new SupervisedConfig { Labels = ["inverted"] }.Build(Toy.ResNet(data.Spec), data.LabelNames, 1);
        var result = new Trainer(Toy.Config(10)).Train(paradigm, Toy.Split(data, 96), folder["run"]);
        var label = Assert.Single(result.HeldOut!.Labels);
        Assert.Equal("inverted", label.Label);
        Assert.Equal(21, label.Positives + label.Negatives);
        Assert.True(double.IsFinite(result.TrainLoss));
        Assert.Equal(result.Parameters + 17, result.TrainedParameters);
    }

    [Fact]
    public void Data_without_labels_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new SupervisedConfig().Build(Toy.ResNet(new ToyDataset(1).Spec), [], 1));
        Assert.Contains("self-supervised", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Features are the samples.</summary>
    private sealed class Passthrough(int samples) : EcgEncoder(new ResNet1dConfig
    {
        Input = new EcgSpec { Leads = new LeadSet(Lead.I), Rate = new SampleRate(1), Samples = samples }, StemWidth = 1, StageWidths = [samples], StageStrides = [1], StageBlocks = [1], KernelSize = 1,
    })
    {
        public override Tensor forward(Tensor input) => input.squeeze(1);

        public override Tensor Tokens(Tensor input) => input;
    }
}
