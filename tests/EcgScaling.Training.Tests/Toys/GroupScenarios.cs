using EcgScaling.Models;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Training.Toys;

/// <summary>What the processes of a test do together, or one process alone, for comparison.</summary>
internal static class GroupScenarios
{
    public const int LongSteps = 40;

    /// <summary>Pairs of paradigm and encoder whose gradients are compared.</summary>
    public static IReadOnlyList<string> Cases { get; } =
        ["supervised resnet", "regression resnet", "supervised transformer", "masked resnet", "masked transformer", "simclr resnet", "simclr transformer", "vicreg resnet", "cmsc resnet", "patient transformer", "jepa transformer"];

    /// <summary>Four processes show the same on some of them.</summary>
    public static IReadOnlyList<string> CasesOf(int size) => size == 2 ? Cases : ["supervised resnet", "masked transformer", "simclr resnet"];

    public static void Run(string scenario, ProcessWorld world, string folder)
    {
        using var group = ProcessGroups.Join(scenario is "hang" ? world with { Timeout = TimeSpan.FromSeconds(8) } : world);
        var path = Path.Combine(folder, scenario);
        switch (scenario)
        {
            case "gradients":
                foreach (var item in CasesOf(group.Size))
                {
                    OneStep(item, group, Path.Combine(folder, item));
                }

                OneStep("masked transformer", group, Path.Combine(folder, "micro"), microBatch: 2);
                break;
            case "runs":
                Runs(group, folder);
                break;
            case "broken":
                Long(group, path, Whole(unreadable: group.Rank == 1 ? 5 : -1));
                break;
            case "unequal":
                Long(group, path, Whole(), seed: (ulong)group.Rank);
                break;
            case "killed":
                Long(group, path, Whole(), new StopAt(-1, null));
                break;
            case "hang":
                Hang(group, path);
                break;
            default:
                throw new ArgumentException($"no scenario '{scenario}'", nameof(scenario));
        }
    }

    /// <summary>One process comes to no exchange until the other has given up.</summary>
    private static void Hang(IProcessGroup group, string path)
    {
        var ended = path + ".ended";
        if (group.Rank == 1)
        {
            Assert.True(Appears(ended), "Process 0 waits for ever.");
            return;
        }

        try
        {
            Long(group, path, Whole());
        }
        finally
        {
            File.WriteAllText(ended, "");
        }
    }

    private static bool Appears(string path)
    {
        for (var look = 0; look < 1200 && !File.Exists(path); look++)
        {
            Thread.Sleep(100);
        }

        return File.Exists(path);
    }

    /// <summary>A whole run, one that is stopped and goes on, one with statistics of each process, one that diverges.</summary>
    private static void Runs(IProcessGroup group, string folder)
    {
        Long(group, Path.Combine(folder, "whole"), Whole());
        using (var stop = new CancellationTokenSource())
        {
            // One process is asked to stop; all do.
            var cut = Long(group, Path.Combine(folder, "stopped"), Whole(), new StopAt(group.Rank == 1 ? 13 : -1, stop), cancellation: stop.Token);
            File.WriteAllText(Path.Combine(folder, $"stopped-{group.Rank}.json"), cut.ToText());
        }

        Long(group, Path.Combine(folder, "stopped"), Whole());
        Long(group, Path.Combine(folder, "separate"), Whole(), statistics: BatchStatistics.PerProcess);
        Long(group, Path.Combine(folder, "diverging"), Whole(poisoned: 7));
    }

    /// <summary>One plain gradient step of size 1: the change of the weights is the gradient.</summary>
    public static void OneStep(string item, IProcessGroup? group, string folder, int? microBatch = null)
    {
        var words = item.Split(' ');
        var data = new ToyDataset(96) { Unlabelled = exam => exam % 3 == 0 };
        EncoderConfig encoder = words[1] == "resnet"
            ? Toy.ResNet(data.Spec) with { Dropout = 0 }
            : Toy.Transformer(data.Spec) with { Dropout = 0 };
        ParadigmConfig paradigm = ParadigmConfig.FromName(words[0]) switch
        {
            MaskedConfig masked => masked with { PatchSamples = words[1] == "resnet" ? 16 : null, DecoderWidth = 16, DecoderHeads = 2 },
            ContrastiveConfig contrastive => contrastive with { ProjectorHidden = 16, ProjectorOutput = 8 },
            VicRegConfig vicReg => vicReg with { ExpanderWidth = 16 },
            JepaConfig jepa => jepa with { PredictorWidth = 16, PredictorHeads = 2 },
            SupervisedConfig supervised => supervised with { Labels = ["fast", "inverted"] },
            RegressionConfig regression => regression,
            var other => other,
        };
        var config = Toy.Config(1, batch: 16) with
        {
            Optimizer = new OptimizerConfig { Kind = OptimizerKind.Sgd, Momentum = 0, Nesterov = false, WeightDecay = 0 },
            LearningRate = new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = 1 },
            Schedule = new ScheduleConfig { Kind = ScheduleKind.Constant, WarmUpSteps = 0 },
            ClipNorm = null,
            MicroBatchSize = microBatch,
            Evaluation = new() { BatchSize = 8, BootstrapResamples = 10 },
        };
        using var built = paradigm.Build(encoder, data.LabelNames, 5);
        new Trainer(config, processes: group).Train(built, Toy.Split(data, 64), folder);
    }

    public static TrainingResult Long(
        IProcessGroup? group,
        string folder,
        ToyDataset data,
        IProgress<TrainingProgress>? progress = null,
        BatchStatistics statistics = BatchStatistics.Shared,
        ulong seed = 3,
        CancellationToken cancellation = default)
    {
        var config = Toy.Config(LongSteps) with { Seed = seed, BatchStatistics = statistics, EmaDecay = 0.9, LogEverySteps = 1, Checkpoints = new() { Points = new TrainingPoints { Evenly = 4 } } };
        using var paradigm = new SupervisedConfig { Labels = ["fast", "inverted"] }.Build(Toy.ResNet(data.Spec) with { Dropout = 0 }, data.LabelNames, 5);
        return new Trainer(config, processes: group).Train(paradigm, Toy.Split(data, 64), folder, progress, cancellation: cancellation);
    }

    public static ToyDataset Whole(int poisoned = -1, int unreadable = -1) => new(96) { Poisoned = [poisoned], Unreadable = [unreadable] };

    private sealed class StopAt(long step, CancellationTokenSource? stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            Console.WriteLine(value.Step);
            Console.Out.Flush();
            if (value.Step == step)
            {
                stop?.Cancel();
            }

            if (stop is null)
            {
                // Time to be killed in.
                Thread.Sleep(20);
            }
        }
    }
}
