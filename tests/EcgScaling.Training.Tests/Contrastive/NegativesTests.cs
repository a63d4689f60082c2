using EcgScaling.Data;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

public sealed class NegativesTests
{
    [Fact]
    public void Copies_of_a_tracing_under_two_names_count_as_one_patient()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var tracings = randn([6, 2, 64]);
        tracings[4].copy_(tracings[1]);
        // Almost equal is not equal.
        tracings[5].copy_(tracings[2]);
        tracings[5, 1, 63].add_(1e-3f);
        Assert.Equal([7L, 8, 9, 8, 8, 11], Negatives.Keys(Batch(tracings, 7, 8, 9, 8, 10, 11)));
        Assert.Equal([7L, 8, 9, 7, 8, 11], Negatives.Keys(Batch(tracings, 7, 8, 9, 7, 10, 11)));
    }

    [Fact]
    public void A_copy_in_the_batch_does_not_change_the_loss_of_the_others_views()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var embeddings = randn([3, 8]);
        var copies = cat([embeddings, embeddings.narrow(0, 1, 1)], 0);
        // Without the check the copy would be a negative that is as near as the partner: its loss could not fall below ln 2.
        var careless = NtXent.Loss(copies, copies, new long[] { 1, 2, 3, 4 }, 0.01).item<float>();
        var careful = NtXent.Loss(copies, copies, new long[] { 1, 2, 3, 2 }, 0.01).item<float>();
        Assert.True(careless > 0.3, $"{careless}");
        Assert.InRange(careful, 0, 1e-3);
    }

    [Fact]
    public void Exams_of_one_patient_alone_and_exams_listed_twice_are_refused()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        using var paradigm = new ContrastiveConfig().Build(Toy.ResNet(data.Spec));
        var single = Assert.Throws<SpecException>(() => Train([6, 7]));
        Assert.Contains("one patient", single.Message, StringComparison.Ordinal);
        var twice = Assert.Throws<SpecException>(() => Train([1, 2, 5, 8, 5]));
        Assert.Contains("exam 5 of toy is listed twice", twice.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["run/run.json"]));

        void Train(int[] exams) => new Trainer(Toy.Config(2, batch: 2)).Train(paradigm, new TrainingData { Dataset = data, Training = exams }, folder["run"]);
    }

    private static TensorBatch Batch(Tensor tracings, params long[] patients) => new()
    {
        Tracings = tracings,
        Labels = zeros([patients.Length, 0]),
        Indices = Enumerable.Range(0, patients.Length).ToArray(),
        PatientKeys = patients,
        Valid = new ValidRange[patients.Length],
    };
}
