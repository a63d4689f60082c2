using EcgScaling.Study.Describing;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Training;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>Whole studies with transfer tasks and with data sizes that share a run.</summary>
[Collection("torch")]
public sealed class TransferRunTests : IDisposable
{
    private static readonly LocalRun Here = new() { Workers = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encoders_are_measured_on_every_task_and_a_task_added_later_trains_nothing_again()
    {
        var study = Small().Transfer(tasks => tasks.InDistribution(task: Few));
        var first = await study.Plan().In(_folder["study"]).RunAsync(Here);
        Assert.All(first.Results.Trials, trial => Assert.Equal(
            [("held-out", LabelKnowledge.All, false, false), ("probe", LabelKnowledge.Seen, true, false), ("probe", LabelKnowledge.Unseen, true, false)],
            trial.Evaluations.Select(evaluation => (evaluation.Set, evaluation.Knowledge, evaluation.Probe, evaluation.OutOfDistribution))));

        var weights = Directory.EnumerateFiles(_folder["study", "trials"], "encoder.safetensors", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var run = study.Transfer(tasks => tasks.Synthetic("hospital", 300, new SampleRate(100), 256, task: Few)).Plan().In(_folder["study"]);
        var second = await run.RunAsync(Here);
        Assert.All(weights, pair => Assert.Equal(pair.Value, File.GetLastWriteTimeUtc(pair.Key)));
        Assert.All(second.Results.Trials, trial =>
        {
            Assert.Equal(5, trial.Evaluations.Count);
            Assert.All(trial.Evaluations.Skip(3), evaluation =>
            {
                Assert.True(evaluation.OutOfDistribution && evaluation.Probe && evaluation.Loss > 0 && double.IsFinite(evaluation.LossStandardError));
                Assert.Equal("nats per label", evaluation.Unit);
                // A probe never loses much against the best constant, whatever the features.
                Assert.InRange(evaluation.Loss, 0, 1.5 * evaluation.Metrics["loss.trivial"]);
            });
        });
        var table = TrialTable.Points(second.Results, "hospital", LabelKnowledge.Unseen);
        Assert.Equal(second.Results.Trials.Length, table.Length);
        Assert.Equal(second.Results.Trials[0].Evaluations[4].Loss, table[0].Loss);
    }

    [Fact]
    public async Task A_ready_task_measures_every_exam_by_a_probe_that_did_not_see_its_patient()
    {
        var study = Small().Data(data => data.Preprocess("resample(100)|leads(8)|crop(256)")).Transfer(tasks => tasks.Ready("synthetic-b", ["synthetic:hospital:120:7"], Few));
        var plan = study.Plan();
        var run = await plan.In(_folder["study"]).RunAsync(Here);
        Assert.Equal(120, Assert.Single(plan.Tasks).MeasureRecords);
        Assert.All(run.Results.Trials, trial =>
        {
            var found = trial.Evaluations.Where(evaluation => evaluation.Set == "synthetic-b").ToArray();
            Assert.Equal([LabelKnowledge.Seen, LabelKnowledge.Unseen], found.Select(evaluation => evaluation.Knowledge));
            Assert.All(found, evaluation =>
            {
                Assert.True(evaluation.OutOfDistribution && evaluation.Probe && evaluation.LossStandardError > 0);
                Assert.InRange(evaluation.Loss, 0, 1.5 * evaluation.Metrics["loss.trivial"]);
                Assert.InRange(evaluation.Metrics["ridge"], 1e-2, 1);
            });
        });
    }

    [Fact]
    public async Task A_trial_that_leaves_anothers_run_has_the_numbers_of_one_that_was_trained_alone()
    {
        var shared = await Branching(60, 240).Plan().In(_folder["shared"]).RunAsync(Here);
        var alone = await Branching(60).Plan().In(_folder["alone"]).RunAsync(Here);
        var (left, whole) = (shared.Results.Trials.Single(trial => trial.Records == 64), Assert.Single(alone.Results.Trials));
        Assert.True(left.Run.Branched);
        Assert.False(whole.Run.Branched);
        Assert.Equal(whole.Key, left.Key);
        Assert.Equal(whole.WeightsHash, left.WeightsHash);
        Assert.Equal((whole.Loss, whole.TrainingLoss, whole.SamplesSeen, whole.Flops), (left.Loss, left.TrainingLoss, left.SamplesSeen, left.Flops));
    }

    [Fact]
    public async Task Without_the_other_runs_checkpoint_it_starts_from_the_beginning_with_the_same_numbers()
    {
        var run = Branching(60, 240).Plan().In(_folder["study"]);
        var before = (await run.RunAsync(Here)).Results.Trials.Single(trial => trial.Records == 64);
        var store = run.Folder.OpenStore();
        var trial = run.Plan.Trials.Single(other => other.Branch is not null);
        Directory.Delete(store.FolderOf(trial.Key).Path, recursive: true);
        Directory.Delete(Path.Combine(store.FolderOf(trial.Branch!.Trunk).TrainingPath, "checkpoints"), recursive: true);
        var after = (await Branching(60, 240).Plan().In(_folder["study"]).RunAsync(Here)).Results.Trials.Single(other => other.Records == 64);
        Assert.False(after.Run.Branched);
        Assert.Equal((before.WeightsHash, before.Loss), (after.WeightsHash, after.Loss));
    }

    private static TransferTaskSpec Few(TransferTaskSpec task) => task with { MinimumPositives = 3, Ridges = [1e-2, 1] };

    private static ScalingStudy Small() => ScalingStudy.Create("tiny")
        .Data(data => data.Synthetic(exams: 300, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.4).Sizes(60))
        .Models(models => models.ResNet1D(2_000))
        .Paradigms(paradigms => paradigms.Add(new SupervisedConfig { Labels = ["AF", "RBBB", "LBBB"] }).Masked())
        .Training(training => Short(training) with { Duration = Duration.Steps(10) });

    private static ScalingStudy Branching(params long[] sizes) => ScalingStudy.Create("branching")
        .Data(data => data.Synthetic(exams: 400, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(sizes).Branching())
        .Models(models => models.ResNet1D(2_000))
        .Paradigms(paradigms => paradigms.Supervised())
        .Training(training => Short(training) with { Duration = Duration.Epochs(1), Schedule = new ScheduleConfig { Kind = ScheduleKind.Wsd, WarmUpSteps = 2, Decay = 0.25 } });

    private static TrainingConfig Short(TrainingConfig training) => training with
    {
        BatchSize = 8,
        Evaluation = new EvaluationPlan { Points = new TrainingPoints { Evenly = 1 }, BootstrapResamples = 20 },
        Checkpoints = new CheckpointPlan { Points = new TrainingPoints { Evenly = 1 } },
    };
}
