using EcgScaling.Models;
using EcgScaling.Training.Probing;
using EcgScaling.Training.Toys;
using Xunit.Abstractions;

namespace EcgScaling.Training.Supervised;

public sealed class RegressionParadigmTests(ITestOutputHelper output)
{
    /// <summary>The toy's age is written in the width of its beats; the probe is asked who is older than 64.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_age_is_learnt_and_a_probe_finds_it_in_the_features(int seed)
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(512);
        var sides = Toy.Split(data, 384);
        using var paradigm = new RegressionConfig { Mean = 64, Deviation = 8 }.Build(Toy.ResNet(data.Spec) with { Dropout = 0 }, data.LabelNames, (ulong)seed);
        var before = Probe(paradigm.Encoder);
        var result = new Trainer(Toy.Config(200) with { Seed = (ulong)seed }).Train(paradigm, sides, folder["run"]);
        var after = Probe(paradigm.Encoder);
        var numbers = $"seed {seed}: loss {result.HeldOut!.Loss:F3} against {result.HeldOut.TrivialLoss:F3}; probe {after:F4} against {before:F4}";
        output.WriteLine(numbers);
        Assert.True(result.HeldOut.Loss < 0.5 * result.HeldOut.TrivialLoss, numbers);
        Assert.True(after < 0.8 * before, numbers);

        double Probe(EcgEncoder encoder) => LinearProbe.Fit(Table(encoder, sides.Training), new LinearProbeConfig { Ridge = 1e-2 }).Score(Table(encoder, sides.HeldOut), 0).Loss;

        FeatureTable Table(EcgEncoder encoder, IReadOnlyList<int> exams)
        {
            var table = FeatureExtraction.Run(encoder, data, exams, ["age"]);
            return table with { Targets = [.. table.Targets.Select(age => age > 64 ? 1f : 0)], Labels = ["older"] };
        }
    }
}
