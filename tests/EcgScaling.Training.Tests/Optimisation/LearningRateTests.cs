namespace EcgScaling.Training.Optimisation;

public sealed class LearningRateTests
{
    [Fact]
    public void The_default_rule_gives_the_published_rate_at_the_published_size_and_falls_with_size()
    {
        var rule = new LearningRateConfig();
        Assert.Equal(0.001042, rule.Resolve(6_900_000, 64), 5);
        Assert.Equal(0.003239 - (0.0001395 * Math.Log(200e6)), rule.Resolve(200_000_000, 64), 12);
        Assert.True(rule.Resolve(20_000, 64) > rule.Resolve(200_000_000, 64));
    }

    [Fact]
    public void Power_and_batch_rules_follow_their_exponents()
    {
        var rule = new LearningRateConfig { Rule = LearningRateRule.Power, Exponent = 0.5, ReferenceParameters = 1e6, BatchExponent = 0.5 };
        Assert.Equal(1e-3, rule.Resolve(1_000_000, 64), 12);
        Assert.Equal(5e-4, rule.Resolve(4_000_000, 64), 12);
        Assert.Equal(2e-3, rule.Resolve(1_000_000, 256), 12);
        Assert.Equal(1e-3, new LearningRateConfig { Rule = LearningRateRule.Fixed }.Resolve(5, 64), 12);
    }

    [Fact]
    public void Cosine_warms_up_linearly_and_ends_at_the_floor()
    {
        var schedule = new LearningRateSchedule(new ScheduleConfig { WarmUp = 0.1, Floor = 0.1 }, 1, 100);
        Assert.Equal(0.1, schedule[0], 12);
        Assert.Equal(1, schedule[9], 12);
        Assert.Equal(1, schedule[10], 12);
        Assert.Equal(0.55, schedule[55], 12);
        Assert.InRange(schedule[99], 0.1, 0.101);
    }

    [Fact]
    public void Wsd_stays_constant_and_then_decays()
    {
        var schedule = new LearningRateSchedule(new ScheduleConfig { Kind = ScheduleKind.Wsd, WarmUpSteps = 5, Decay = 0.2, Floor = 0 }, 2, 100);
        Assert.Equal(2, schedule[5], 12);
        Assert.Equal(2, schedule[80], 12);
        Assert.Equal(2 * (1 - Math.Sqrt(0.5)), schedule[90], 12);
        Assert.True(schedule[99] > 0);
        Assert.True(schedule[99] < 0.06);
    }

    [Fact]
    public void Plateau_waits_its_patience_and_keeps_above_the_floor()
    {
        var schedule = new LearningRateSchedule(new ScheduleConfig { Kind = ScheduleKind.Plateau, WarmUp = 0, PlateauPatience = 2, Floor = 0.05 }, 1, 100);
        schedule.Observe(1);
        schedule.Observe(1);
        schedule.Observe(1);
        Assert.Equal(1, schedule[0], 12);
        schedule.Observe(1);
        Assert.Equal(0.1, schedule[0], 12);
        for (var i = 0; i < 3; i++)
        {
            schedule.Observe(1);
        }

        Assert.Equal(0.05, schedule[0], 12);
    }
}
