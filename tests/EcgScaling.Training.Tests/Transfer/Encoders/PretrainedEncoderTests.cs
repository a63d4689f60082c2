using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Terminology;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Transfer.Encoders;

public sealed class PretrainedEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_folder_its_checkpoint_and_the_paradigm_are_the_same_encoder()
    {
        using var dataset = SourceDataset.Of(Sites.Of(SyntheticSite.Telehealth, 64), Sites.Input.Preprocessing);
        using var paradigm = new SupervisedConfig { Labels = [.. SyntheticLabels.Code] }.Build(Sites.Small, dataset.LabelNames, 1);
        new Trainer(Toy.Config(6, batch: 8)).Train(paradigm, new TrainingData { Dataset = dataset, Training = [.. Enumerable.Range(0, 64)] }, _folder.Path);

        using var run = PretrainedEncoder.Open(_folder.Path);
        using var checkpoint = PretrainedEncoder.Open(Directory.GetDirectories(Path.Combine(_folder.Path, "checkpoints"), "step-*").Order().Last());
        using var file = PretrainedEncoder.Open(Path.Combine(_folder.Path, "encoder.safetensors"));
        var own = PretrainedEncoder.Of(paradigm, SignalUnit.Millivolts);

        Assert.Equal(("supervised", LabelVocabulary.Code, SignalUnit.Millivolts), (run.Paradigm, run.Vocabulary, run.Unit));
        Assert.Equal(SyntheticLabels.Code, run.Labels);
        Assert.All([run.ContentHash(), checkpoint.ContentHash(), file.ContentHash()], hash => Assert.Equal(own.ContentHash(), hash));
        Assert.Equal(own.Head!.Weights, run.Head!.Weights);
        Assert.Equal(own.Head.Biases, checkpoint.Head!.Biases);
        Assert.Null(file.Head);
        Assert.Empty(file.Labels);
    }

    [Fact]
    public void Fresh_weights_depend_on_the_seed_alone()
    {
        using var one = Sites.Random(1);
        using var same = Sites.Random(1);
        using var other = Sites.Random(2);
        Assert.Equal(one.ContentHash(), same.ContentHash());
        Assert.NotEqual(one.ContentHash(), other.ContentHash());
        Assert.Equal(PretrainedEncoder.RandomInitialisation, one.Paradigm);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("no such file", Assert.Throws<EcgDataException>(() => PretrainedEncoder.Open(Path.Combine(_folder.Path, "none"))).Message, StringComparison.Ordinal);
        Assert.Contains("no encoder", Assert.Throws<EcgDataException>(() => PretrainedEncoder.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }
}
