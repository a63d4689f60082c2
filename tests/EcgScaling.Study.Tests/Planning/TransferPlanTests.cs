using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Testing;
using EcgScaling.Training;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Tests.Planning;

public sealed class TransferPlanTests
{
    private static readonly double[] s_budgets = [3e12, 8e12, 2e13];

    [Fact]
    public void Labels_of_a_task_are_marked_by_what_supervised_arms_train_on()
    {
        var task = Assert.Single(Small().Transfer(tasks => tasks.Synthetic("hospital", 400, new SampleRate(100), 256)).Plan().Tasks);
        Assert.Equal(["AF", "LBBB"], task.Seen.Order());
        Assert.Contains("LVH", task.Unseen);
        Assert.Empty(task.Seen.Intersect(task.Unseen));
        Assert.InRange(task.FitRecords, 150, 250);
        Assert.Equal(400, task.FitRecords + task.MeasureRecords);
    }

    [Fact]
    public void A_probe_on_the_studys_own_records_is_in_distribution_and_measures_the_held_out_ones()
    {
        var plan = Small().Transfer(tasks => tasks.InDistribution("probe", task => task with { FitRecords = 100, MinimumPositives = 3 })).Plan();
        var task = Assert.Single(plan.Tasks);
        Assert.True(task.InDistribution);
        Assert.Equal(100, task.FitRecords);
        Assert.Equal(plan.Data.HeldOutRecords, task.MeasureRecords);
    }

    [Fact]
    public void Tasks_do_not_change_the_keys_of_trials_and_their_own_keys_follow_what_they_measure()
    {
        var without = Small().Plan();
        var with = Small().Transfer(tasks => tasks.Synthetic("hospital", 400, new SampleRate(100), 256)).Plan();
        Assert.Equal(without.Trials.Select(trial => trial.Key), with.Trials.Select(trial => trial.Key));
        Assert.True(with.Trials[0].EvaluationFlops > without.Trials[0].EvaluationFlops);

        string KeyOf(Func<TransferTaskSpec, TransferTaskSpec> change) => Small().Transfer(tasks => tasks.Synthetic("hospital", 400, new SampleRate(100), 256, task: change)).Plan().Tasks[0].Key;
        var key = KeyOf(task => task);
        Assert.Equal(key, KeyOf(task => task with { Name = "another-name" }));
        Assert.NotEqual(key, KeyOf(task => task with { SplitSeed = 2 }));
        Assert.NotEqual(key, KeyOf(task => task with { Ridges = [1e-2] }));
        Assert.NotEqual(key, KeyOf(task => task with { Labels = ["AF", "LVH"] }));
    }

    [Fact]
    public void Everything_that_is_wrong_with_tasks_is_said_with_the_rest()
    {
        var study = Small()
            .Transfer(tasks => tasks
                .Synthetic("hospital", 400, new SampleRate(100), 256, task: task => task with { Labels = ["AF", "Wenckebach"] })
                .Synthetic("hospital", 400, new SampleRate(100), 256, task: task => task with { Name = "too-few", MinimumPositives = 5000 }))
            .Data(data => data.Sizes(100, 90_000));
        var error = Assert.Throws<SpecException>(() => study.Plan());
        Assert.All(["'Wenckebach'", "'too-few'", "90000 is beyond"], words => Assert.Contains(words, error.Message, StringComparison.Ordinal));

        var refused = Assert.Throws<SpecException>(() => Small().Transfer(tasks => tasks
            .Synthetic("moon", 400, task: task => task with { Name = "moon" })
            .Folder("held-out", "/no/such/folder")
            .Task(new TransferTaskSpec { Name = "later", Source = new DeclaredSourceSpec { Name = "MIMIC", Records = 10, Patients = 5 } })
            .InDistribution("probe", task => task with { Ridges = [0], FitRecords = 2 })).Plan());
        Assert.All(["moon", "'held-out'", "no folder", "only declared", "Ridges are 0", "FitRecords is 2"], words => Assert.Contains(words, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_whose_recordings_keep_another_shape_is_refused_with_the_pipeline_that_would_help()
    {
        var error = Assert.Throws<SpecException>(() => Small().Data(data => data.Preprocess("leads(8)")).Transfer(tasks => tasks.Synthetic("hospital", 400)).Plan());
        Assert.Contains("the models take", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ready_task_brings_its_labels_its_exams_and_its_division()
    {
        PlannedTask Planned(string[] paths, Func<TransferTaskSpec, TransferTaskSpec>? change = null) => Assert.Single(Small().Transfer(tasks => tasks.Ready("synthetic-b", paths, change)).Plan().Tasks);
        var task = Planned(["synthetic:hospital:300:7"]);
        Assert.Equal("5-fold cross-validation by patient, stratified by label, seed 0", task.Division);
        Assert.Equal(300, task.MeasureRecords);
        Assert.InRange(task.FitRecords, 230, 250);
        Assert.Equal(["AF", "LBBB"], task.Seen.Order());
        Assert.Contains("LVH", task.Unseen);

        Assert.Equal(100, Planned(["synthetic:hospital:300:7"], spec => spec with { FitRecords = 100 }).FitRecords);
        Assert.Equal(["LVH"], Planned(["synthetic:hospital:300:7"], spec => spec with { Labels = ["LVH", "AF"] }).Unseen.AsEnumerable());
        Assert.Equal(["AF", "LBBB", "LVH"], Planned(["synthetic:hospital:300:7"], spec => spec with { AlsoSeen = ["LVH"] }).Seen.Order());
        string[] keys = [task.Key, Planned(["synthetic:hospital:300:8"]).Key, Planned(["synthetic:hospital:300:7"], spec => spec with { FitRecords = 100 }).Key, Planned(["synthetic:hospital:200:7", "synthetic:emergency:100:7"]).Key];
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal(task.Key, Planned(["synthetic:hospital:300:7"], spec => spec with { Name = "another-name" }).Key);
    }

    [Fact]
    public void A_ready_task_goes_through_a_study_file()
    {
        var spec = Small().Transfer(tasks => tasks.Ready("synthetic-b", ["synthetic:hospital:300:7"])).Spec;
        var source = Assert.IsType<TaskSourceSpec>(Assert.Single(StudySpec.FromJson(spec.ToJson()).Transfer).Source);
        Assert.Equal("synthetic-b", source.Task);
        Assert.Equal("synthetic:hospital:300:7", Assert.Single(source.Paths));
    }

    [Fact]
    public void Ready_tasks_that_cannot_be_are_refused_by_name()
    {
        var refused = Assert.Throws<SpecException>(() => Small().Transfer(tasks => tasks
            .Ready("ludb")
            .Ready("ludb-rhythm")
            .Ready("sph", ["/no/such/folder"])
            .Ready("synthetic-b", task: task => task with { MeasureRecords = 50 })).Plan());
        Assert.All(
            ["Source.Task is 'ludb'; there are ptbxl-", "where the data of 'ludb-rhythm' lie", "'/no/such/folder', which is no folder", "MeasureRecords is 50"],
            words => Assert.Contains(words, refused.Message, StringComparison.Ordinal));
        var own = Assert.Throws<SpecException>(() => Small().Data(data => data.From(new TaskSourceSpec { Task = "synthetic-b" })).Plan());
        Assert.Contains("ready transfer task", own.Message, StringComparison.Ordinal);
        var label = Assert.Throws<SpecException>(() => Small().Transfer(tasks => tasks.Ready("synthetic-b", ["synthetic:hospital:300:7"], task => task with { Labels = ["Wenckebach"] })).Plan());
        Assert.Contains("'Wenckebach'", label.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public void Ludb_as_a_ready_task_has_its_rhythms_and_each_exam_is_measured()
    {
        var task = Assert.Single(Small().Transfer(tasks => tasks.Ready("ludb-rhythm", [SharedData.PathOf("ludb")])).Plan().Tasks);
        Assert.Equal((100, "Atrial fibrillation"), (task.MeasureRecords, Assert.Single(task.Seen)));
        Assert.Equal(["Sinus rhythm", "Sinus bradycardia"], task.Unseen.AsEnumerable());
    }

    [SharedDataFact]
    public void Labels_of_real_sets_are_found_by_their_meaning()
    {
        var plan = Small().Transfer(tasks => tasks
            .Folder("ludb", SharedData.PathOf("ludb"), task => task with { MinimumPositives = 3 })
            .Folder("ptbxl", SharedData.PathOf("ptbxl"))).Plan();
        Assert.Contains("Atrial fibrillation", plan.Tasks[0].Seen);
        Assert.DoesNotContain("Atrial fibrillation", plan.Tasks[0].Unseen);
        Assert.Contains("AF", plan.Tasks[1].Seen);
        Assert.NotEmpty(plan.Tasks[1].Unseen);
    }

    [Fact]
    public void The_labels_axis_gives_an_arm_for_each_number_of_labels_each_set_inside_the_next()
    {
        var study = Small().Paradigms(paradigms => paradigms.Replace("supervised", arm => arm with
        {
            Paradigm = new SupervisedConfig { Labels = ["AF", "RBBB", "LBBB"] },
            LabelCounts = [1, 3],
        }));
        var trials = study.Plan().Trials;
        Assert.Equal(["supervised 1 labels", "supervised 3 labels"], trials.Select(trial => trial.Spec.Arm).Distinct());
        Assert.Equal("AF", Assert.Single(((SupervisedConfig)trials[0].Spec.Paradigm).Labels));
        Assert.Equal(trials.Length, trials.Select(trial => trial.Key).Distinct().Count());

        var error = Assert.Throws<SpecException>(() => study.Paradigms(paradigms => paradigms.Replace("supervised", arm => arm with { LabelCounts = [4] })).Plan());
        Assert.Contains("LabelCounts holds 4; it is 1 to 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_beyond_the_budget_is_refused_with_what_it_costs()
    {
        var error = Assert.Throws<SpecException>(() => Small().Budget(deviceHours: 1e-9, flops: 10, diskBytes: 10).Plan());
        Assert.All(["hours of one device", "FLOP, the budget is", "on disk"], words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
        Assert.NotEmpty(Small().Budget(deviceHours: 10, flops: 1e18, diskBytes: 1L << 40).Plan().Trials);
    }

    [Fact]
    public void Data_sizes_that_share_a_run_leave_it_where_their_decay_begins()
    {
        var plan = Branching().Resolve(Sample.Catalog());
        var trunk = plan.Trials.MaxBy(trial => trial.Steps)!;
        Assert.Null(trunk.Branch);
        Assert.Equal(2, plan.Trials.Count(trial => trial.Branch is not null));
        Assert.All(plan.Trials.Where(trial => trial.Branch is not null), trial =>
        {
            Assert.Equal(trunk.Key, trial.Branch!.Trunk);
            // A fifth of the run decays; the trunk is at its peak rate there and keeps a checkpoint.
            Assert.Equal(trial.Steps - (long)Math.Round(0.2 * trial.Steps), trial.Branch.Step);
            Assert.Contains(Duration.Steps(trial.Branch.Step), trunk.Spec.Training.Checkpoints.Points.At);
            Assert.Equal(trial.Flops * trial.Branch.Step / trial.Steps, trial.ReusedFlops);
        });
        Assert.Equal([160, 640, 2560], plan.Trials.Select(trial => trial.Spec.Records));
        Assert.All(plan.Trials, trial => Assert.Equal(trial.Spec.Records / 16, trial.Steps));
        Assert.Contains("leave the run of another", plan.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_data_size_changes_no_key_of_those_that_share_its_run()
    {
        var before = Branching().Resolve(Sample.Catalog()).Trials.Select(trial => trial.Key).ToHashSet();
        var after = Branching().Data(data => data.Sizes(160, 640, 2560, 4000)).Resolve(Sample.Catalog()).Trials;
        Assert.ProperSubset(after.Select(trial => trial.Key).ToHashSet(), before);
        Assert.Equal(3, after.Count(trial => trial.Branch is not null));
    }

    [Fact]
    public void Data_sizes_that_share_a_run_need_a_constant_rate_and_one_pass()
    {
        var error = Assert.Throws<SpecException>(() => Small().Data(data => data.Branching()).Resolve(Sample.Catalog()));
        Assert.Contains("Kind wsd", error.Message, StringComparison.Ordinal);
        Assert.Contains("Training.Duration to 1 epochs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calibration_replaces_the_rough_speed_where_it_has_measured()
    {
        CalibrationPoint Point(long parameters, double secondsPerFlop) => new() { Family = "resnet1d", Paradigm = "supervised", Parameters = parameters, BatchSize = 16, Device = "cpu", Threads = 1, SecondsPerStep = 1, SecondsPerFlop = secondsPerFlop, Key = $"{parameters}" };
        var calibration = new Calibration { Machine = "here", Measured = default, Points = [Point(1000, 1e-9), Point(100_000, 1e-11)] };
        Assert.Equal(1e-10, calibration.SecondsPerFlop("resnet1d", "supervised", "cpu", 10_000)!.Value, 1e-14);
        Assert.Equal(1e-9, calibration.SecondsPerFlop("resnet1d", "supervised", "cpu", 10));
        Assert.Equal(1e-11, calibration.SecondsPerFlop("resnet1d", "supervised", "cpu", 10_000_000));
        Assert.Null(calibration.SecondsPerFlop("ecgtransformer", "supervised", "cpu", 10_000));

        var plan = Small().Resolve(Sample.Catalog() with { Labels = ["AF", "LBBB"] }, new PlanOptions { Calibration = calibration });
        var (measured, rough) = (plan.Trials.First(trial => trial.Family == "resnet1d"), plan.Trials.First(trial => trial.Family == "ecgtransformer"));
        Assert.Equal((measured.Flops + measured.EvaluationFlops) * calibration.SecondsPerFlop("resnet1d", "supervised", "cpu", measured.Parameters)!.Value, plan.TimeOf(measured).TotalSeconds, 1e-6);
        Assert.Equal((rough.Flops + rough.EvaluationFlops) / 5e9, plan.TimeOf(rough).TotalSeconds, 1e-6);
        Assert.False(plan.Calibrated);
    }

    [Fact]
    public void An_isoflop_design_spends_each_budget_at_every_size()
    {
        var plan = StudyPresets.IsoFlopCode.Resolve(Sample.Catalog("CODE", 2_200_000) with { Input = new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(100), Samples = 1024 }, Labels = ["AF"] }, new PlanOptions { MemoryBytes = long.MaxValue });
        Assert.Equal(["masked", "supervised"], plan.Trials.Select(trial => trial.Spec.Arm).Distinct().Order());
        Assert.True(plan.Trials.Length > 40, $"{plan.Trials.Length} trials");
        Assert.All(plan.Trials, trial => Assert.True(s_budgets.Any(budget => Math.Abs(Math.Log(trial.Flops / budget)) < 0.05), trial.Name));
        Assert.True(plan.ReusedFlops > 0);
    }

    [Fact]
    public void Ten_thousand_trials_are_planned_with_a_key_each()
    {
        var study = ScalingStudy.Create("large")
            .Data(data => data.Synthetic(exams: 2000).Preprocess("resample(100)|leads(8)|crop(256)").Sizes([.. Enumerable.Range(1, 25).Select(i => 100L * i)]))
            .Models(models => models.ResNet1D(5_000, 20_000).Transformer(5_000, 20_000))
            .Paradigms(paradigms => paradigms.Supervised().Masked())
            .Seeds([.. Enumerable.Range(1, 50).Select(i => (ulong)i)])
            .Training(training => training with { BatchSize = 16 });
        Assert.Equal(10_000, study.Resolve(Sample.Catalog()).Trials.Select(trial => trial.Key).Distinct().Count());
    }

    private static ScalingStudy Small() => ScalingStudy.Create("small")
        .Data(data => data.Synthetic(exams: 500, rate: new SampleRate(100), samples: 256).Preprocess("resample(100)|leads(8)|crop(256)").HoldOut(test: 0.2).Sizes(100, 200))
        .Models(models => models.ResNet1D(5_000).Transformer(5_000))
        .Paradigms(paradigms => paradigms.Add(new SupervisedConfig { Labels = ["AF", "LBBB"] }))
        .Training(training => training with { Duration = Duration.Epochs(2), BatchSize = 16 });

    private static ScalingStudy Branching() => ScalingStudy.Create("branching")
        .Data(data => data.Synthetic(exams: 500).Sizes(160, 640, 2560).Branching())
        .Models(models => models.ResNet1D(5_000))
        .Paradigms(paradigms => paradigms.Supervised())
        .Training(training => training with { Duration = Duration.Epochs(1), BatchSize = 16, Schedule = new ScheduleConfig { Kind = ScheduleKind.Wsd, WarmUpSteps = 4, Decay = 0.2 } });
}
