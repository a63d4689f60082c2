using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>Learning rates and momenta of every schedule against PyTorch's.</summary>
public sealed class ScheduleParityTests
{
    [Theory]
    [InlineData("step")]
    [InlineData("multistep")]
    [InlineData("exponential")]
    [InlineData("constant")]
    [InlineData("linear")]
    [InlineData("cosine")]
    [InlineData("lambda")]
    [InlineData("sequential")]
    [InlineData("onecycle")]
    [InlineData("onecycle_three")]
    [InlineData("onecycle_adam")]
    [InlineData("plateau")]
    [InlineData("plateau_max")]
    public void A_schedule_goes_as_in_pytorch(string name)
    {
        using var scope = NewDisposeScope();
        var parameter = nn.Parameter(zeros(1));
        OptimizerHelper opt = name == "onecycle_adam" ? optim.AdamW([parameter], 1e-3) : optim.SGD([parameter], 0.1, 0.9);
        var schedule = Make(name, opt);
        var expected = Reference.At("schedules", name);
        var rates = Reference.Numbers(expected.GetProperty("rates"));
        var momenta = Reference.Numbers(expected.GetProperty("momenta"));
        for (var i = 0; i < rates.Length; i++)
        {
            var group = opt.ParamGroups.Single();
            Assert.Equal(rates[i], group.LearningRate, 1e-15);
            Assert.Equal(momenta[i], group is IBetas betas ? betas.Betas.Item1 : ((IMomentum)group).Momentum, 1e-15);
            Assert.Equal(group.LearningRate, schedule.get_last_lr().Single());
            opt.step();
            switch (name)
            {
                case "plateau":
                    schedule.step(1.0 / (1 + Math.Min(i, 6)));
                    break;
                case "plateau_max":
                    schedule.step(Math.Sin(i / 3.0));
                    break;
                default:
                    schedule.step();
                    break;
            }
        }
    }

    [Fact]
    public void A_schedule_goes_on_from_a_given_step()
    {
        using var scope = NewDisposeScope();
        var whole = lr_scheduler.CosineAnnealingLR(optim.SGD([nn.Parameter(zeros(1))], 0.1), 20);
        for (var i = 0; i < 7; i++)
        {
            whole.step();
        }

        var resumed = lr_scheduler.CosineAnnealingLR(optim.SGD([nn.Parameter(zeros(1))], 0.1), 20, last_epoch: 6);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(whole.get_last_lr().Single(), resumed.get_last_lr().Single(), 1e-15);
            whole.step();
            resumed.step();
        }
    }

    [Fact]
    public void A_wrong_schedule_is_refused()
    {
        using var scope = NewDisposeScope();
        var opt = optim.SGD([nn.Parameter(zeros(1))], 0.1);
        var other = optim.SGD([nn.Parameter(zeros(1))], 0.1);
        Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(opt, [lr_scheduler.StepLR(other, 2)], []));
        Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(opt, [lr_scheduler.StepLR(opt, 2)], [3]));
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(opt, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => lr_scheduler.LinearLR(opt, 0));
        Assert.Throws<ArgumentException>(() => lr_scheduler.ReduceLROnPlateau(opt, "least"));
        Assert.Throws<InvalidOperationException>(() => lr_scheduler.ReduceLROnPlateau(opt).step());
        var cycle = lr_scheduler.OneCycleLR(opt, 0.1, total_steps: 2);
        cycle.step();
        cycle.step();
        Assert.Throws<InvalidOperationException>(cycle.step);
    }

    private static lr_scheduler.LRScheduler Make(string name, Optimizer o) => name switch
    {
        "step" => lr_scheduler.StepLR(o, 4, 0.5),
        "multistep" => lr_scheduler.MultiStepLR(o, [3, 8, 8, 15], 0.3),
        "exponential" => lr_scheduler.ExponentialLR(o, 0.9),
        "constant" => lr_scheduler.ConstantLR(o, 0.25, 6),
        "linear" => lr_scheduler.LinearLR(o, 0.1, 0.8, 10),
        "cosine" => lr_scheduler.CosineAnnealingLR(o, 8, 0.001),
        "lambda" => lr_scheduler.LambdaLR(o, e => Math.Pow(0.95, e)),
        "sequential" => lr_scheduler.SequentialLR(
            o, [lr_scheduler.LinearLR(o, 0.1, 1.0, 5), lr_scheduler.CosineAnnealingLR(o, 15), lr_scheduler.StepLR(o, 2, 0.5)], [5, 20]),
        "onecycle" => lr_scheduler.OneCycleLR(o, 0.3, total_steps: 25),
        "onecycle_three" => lr_scheduler.OneCycleLR(
            o, 0.3, epochs: 5, steps_per_epoch: 5, three_phase: true, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear),
        "onecycle_adam" => lr_scheduler.OneCycleLR(o, 0.01, total_steps: 25),
        "plateau" => lr_scheduler.ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 1, min_lr: [0.01]),
        "plateau_max" => lr_scheduler.ReduceLROnPlateau(o, "max", 0.5, 1, 0.01, "abs"),
        _ => throw new ArgumentException(name),
    };
}
