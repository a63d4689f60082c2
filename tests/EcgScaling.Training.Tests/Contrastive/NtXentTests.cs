using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Contrastive;

public sealed class NtXentTests
{
    [Fact]
    public void The_loss_equals_the_reference_and_same_patients_are_no_candidates()
    {
        using var scope = NewDisposeScope();
        var golden = LossesGolden.Read;
        var rows = golden.Patients.Length;
        var loss = NtXent.Loss(tensor(golden.First, [rows, golden.Width]), tensor(golden.Second, [rows, golden.Width]), golden.Patients, golden.Temperature);
        Assert.Equal(golden.NtXent, loss.item<float>(), 5);
    }

    [Fact]
    public void A_batch_of_one_patient_has_no_candidates_and_no_loss()
    {
        using var scope = NewDisposeScope();
        var loss = NtXent.Loss(randn([3, 4]), randn([3, 4]), new long[] { 5, 5, 5 }, 0.1);
        Assert.Equal(0, loss.item<float>(), 6);
    }

    [Fact]
    public void Pairs_join_two_exams_of_one_patient()
    {
        var data = new ToyDataset(12);
        var pairs = new PatientPairs(data, [0, 1, 2, 5, 6, 7]);
        Assert.Equal(2, pairs.Count);
        var (pair, first, second) = (new float[2 * 2 * 128], new float[2 * 128], new float[2 * 128]);
        pairs.Read(1, pair);
        data.Read(6, first);
        data.Read(7, second);
        Assert.Equal(first[..128], pair[..128]);
        Assert.Equal(second[..128], pair[128..256]);
        Assert.Equal(first[128..], pair[256..384]);
        Assert.Equal(data.PatientKey(6), pairs.PatientKey(1));
    }
}
