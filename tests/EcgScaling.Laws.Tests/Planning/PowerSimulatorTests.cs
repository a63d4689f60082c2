using EcgScaling.Laws.Planning;

namespace EcgScaling.Laws.Tests.Planning;

public sealed class PowerSimulatorTests
{
    private static readonly StudyPlan Plan = new() { Sizes = StudyPlan.Ladder(2e4, 2e8, 8), DataSizes = [2.3e6], E = 0.1, A = 1, Alpha = 0.25, Noise = 0.01, Ratio = 2 };

    [Fact]
    public void More_seeds_give_more_power_and_the_same_seed_the_same_answer()
    {
        var few = PowerSimulator.Run(Plan, 60, 1);
        var many = PowerSimulator.Run(Plan with { Seeds = 5 }, 60, 1);
        Assert.True(many.Power >= few.Power);
        Assert.True(many.MedianWidth < few.MedianWidth);
        Assert.Equal(16, few.Runs);
        Assert.Equal(80, many.Runs);
        Assert.Equal(few, PowerSimulator.Run(Plan, 60, 1));
        Assert.InRange(many.MedianRatio, 1.7, 2.4);
        Assert.InRange(many.Coverage, 0.85, 1);
    }

    [Fact]
    public void Without_a_difference_power_is_the_level()
    {
        var none = PowerSimulator.Run(Plan with { Ratio = 1 }, 100, 2);
        Assert.InRange(none.Power, 0, 0.08);
    }

    [Fact]
    public void A_table_covers_every_combination_and_two_inputs_work()
    {
        var table = PowerSimulator.Table(Plan with { DataSizes = StudyPlan.Ladder(2e4, 2.3e6, 3), B = 1.4, Noise = 0.02 }, [5, 8], [1, 2], 20);
        Assert.Equal([(5, 1), (5, 2), (8, 1), (8, 2)], table.Select(row => (row.Sizes, row.Seeds)));
        Assert.All(table, row => Assert.Equal(0, row.Result.Failed));
    }

    [Fact]
    public void A_plan_that_cannot_work_lists_all_its_problems()
    {
        var exception = Assert.Throws<SpecException>(() => PowerSimulator.Run(Plan with { Sizes = [], Seeds = 0, Noise = 0 }));
        Assert.Equal(3, exception.Problems.Count);
    }
}
