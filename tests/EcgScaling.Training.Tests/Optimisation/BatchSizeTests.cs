namespace EcgScaling.Training.Optimisation;

public sealed class BatchSizeTests
{
    // 64 · (N / 6.9M)^(2/3): 64 at the reference, 605 at 200M, 11.3 at 512K, 1.3 at 20K.
    [Theory]
    [InlineData(6_900_000, 64)]
    [InlineData(200_000_000, 512)]
    [InlineData(20_000_000, 128)]
    [InlineData(512_000, 16)]
    [InlineData(20_000, 16)]
    [InlineData(100_000_000_000, 4096)]
    public void The_power_rule_gives_powers_of_two_within_its_bounds(long parameters, int batch) =>
        Assert.Equal(batch, new TrainingConfig { Batch = new BatchSizeConfig() }.BatchSizeFor(parameters));

    [Fact]
    public void Off_it_leaves_the_batch_alone() => Assert.Equal(48, new TrainingConfig { BatchSize = 48 }.BatchSizeFor(200_000_000));

    [Fact]
    public void Every_problem_is_listed()
    {
        var error = Assert.Throws<SpecException>(() => new TrainingConfig { Batch = new BatchSizeConfig { ReferenceParameters = 0, Exponent = double.NaN, Minimum = 64, Maximum = 8 } }.Validate());
        Assert.Equal(3, error.Problems.Count);
    }
}
