using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Protocols;

public sealed class NearestNeighboursTests
{
    [Fact]
    public void Votes_equal_numpy()
    {
        var all = TransferGolden.Singles("first");
        var training = Table(all[..60], TransferGolden.Singles("knnTargets"));
        var neighbours = new NearestNeighbours(training, 0.07);
        var logits = neighbours.Vote(neighbours.Search(Table(all[60..], []), 5, CancellationToken.None), 5);
        Assert.All(TransferGolden.Doubles(TransferGolden.Json["knnLogits"]!).Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 4));
    }

    [Fact]
    public void A_record_is_its_own_nearest_neighbour()
    {
        var training = Table(TransferGolden.Singles("first")[..60], TransferGolden.Singles("knnTargets"));
        var found = new NearestNeighbours(training, 0.07).Search(training, 1, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 12), found.Select(item => item.Places[0]));
    }

    private static FeatureTable Table(float[] values, float[] targets) =>
        new() { Values = values, Targets = targets, Labels = ["a", "b"], PatientKeys = new long[values.Length / 5], FeatureSize = 5 };
}
