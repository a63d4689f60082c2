using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Training;
using EcgScaling.Training.Supervised;

namespace EcgScaling.Study.Tests.Planning;

public sealed class StudyPlannerTests
{
    [Fact]
    public void The_paper_preset_plans_at_least_120_distinct_trials_of_20K_to_200M_parameters()
    {
        var plan = StudyPresets.Paper.Resolve(Sample.Catalog("CODE", 2_000_000), Roomy);
        Assert.Equal(120, plan.Trials.Length);
        Assert.Equal(120, plan.Trials.Select(trial => trial.Key).Distinct().Count());
        Assert.InRange(plan.Trials.Min(trial => trial.Parameters), 18_000, 22_000);
        Assert.InRange(plan.Trials.Max(trial => trial.Parameters), 180_000_000, 220_000_000);
        Assert.Equal(["masked", "supervised"], plan.Trials.Select(trial => trial.Spec.Arm).Distinct().Order());
        Assert.Equal(["ecgtransformer", "resnet1d"], plan.Trials.Select(trial => trial.Family).Distinct().Order());
        Assert.Equal([20_000, 200_000, 2_000_000], plan.Trials.Select(trial => trial.Spec.Records).Distinct().Order());
        Assert.All(plan.Trials, trial => Assert.Equal(trial.Spec.Model.ParameterCount, trial.Parameters));
    }

    [Fact]
    public void Planning_again_and_in_another_order_gives_the_same_keys()
    {
        var study = Small();
        var first = study.Resolve(Sample.Catalog());
        var again = ScalingStudy.From(StudySpec.FromJson(study.Spec.ToJson())).Resolve(Sample.Catalog());
        Assert.Equal(first.Trials.Select(trial => trial.Key), again.Trials.Select(trial => trial.Key));

        var reversed = ScalingStudy.From(study.Spec with { Families = [.. study.Spec.Families.Reverse()], Arms = [.. study.Spec.Arms.Reverse()] }).Resolve(Sample.Catalog());
        Assert.Equal(first.Trials.Select(trial => trial.Key).Order(), reversed.Trials.Select(trial => trial.Key).Order());
    }

    [Fact]
    public void Extending_a_study_keeps_the_keys_of_the_trials_it_had()
    {
        var before = Small().Resolve(Sample.Catalog()).Trials.Select(trial => trial.Key).ToHashSet();
        var longer = Small().Seeds(1, 2).Data(data => data.Sizes(100, 200, 400)).Resolve(Sample.Catalog()).Trials.Select(trial => trial.Key).ToHashSet();
        Assert.ProperSubset(longer, before);
    }

    [Fact]
    public void A_key_follows_what_decides_the_numbers_and_nothing_else()
    {
        string KeyOf(Func<ScalingStudy, ScalingStudy> change, DataCatalog? data = null) => change(Small()).Resolve(data ?? Sample.Catalog()).Trials[0].Key;
        var key = KeyOf(study => study);
        Assert.Matches("^[0-9a-f]{64}$", key);

        Assert.NotEqual(key, KeyOf(study => study.Training(training => training with { BatchSize = 8 })));
        Assert.NotEqual(key, KeyOf(study => study.Seeds(7)));
        Assert.NotEqual(key, KeyOf(study => study.Data(data => data.HoldOut(test: 0.2, seed: 9))));
        Assert.NotEqual(key, KeyOf(study => study, Sample.Catalog() with { Hash = new string('b', 64) }));

        Assert.Equal(key, KeyOf(study => study.Training(training => training with { LogEverySteps = 3 })));
        Assert.Equal(key, KeyOf(study => ScalingStudy.From(study.Spec with { Name = "renamed" })));
        Assert.Equal(key, KeyOf(study => study, Sample.Catalog() with { Name = "the same records under another name" }));
    }

    [Fact]
    public void The_key_of_a_known_trial_does_not_change_between_versions()
    {
        // Results on disk are found again by this text; a change here must come with a new TrialSpec.CurrentSchema.
        var spec = new { a = 1, b = "x" };
        Assert.Equal("ecf9e98e", CanonicalJson.Hash(StudyJson.Node(spec))[..8]);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var study = ScalingStudy.Create("bad name!")
            .Data(data => data.Synthetic(exams: 0).HoldOut(test: 0).Sizes(100, 100))
            .Models(models => models.ResNet1D(5_000, 5_000).Family("resnet2d", 1000).Transformer())
            .Paradigms(paradigms => paradigms.Supervised().Supervised().Masked(arm => arm with { Families = ["lstm"] }))
            .Training(training => training with { BatchSize = 0 });
        var error = Assert.Throws<SpecException>(() => study.Resolve(Sample.Catalog()));
        string[] expected = ["bad name!", "Exams is 0", "Split.Test is 0", "holds 100 2 times", "holds 5000 2 times", "resnet2d", "Family ecgtransformer: Sizes is empty", "holds supervised 2 times", "'lstm'", "BatchSize is 0"];
        Assert.All(expected, words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
        Assert.True(error.Problems.Count >= expected.Length);
    }

    [Fact]
    public void Data_sizes_beyond_the_records_are_refused_once_with_the_number_there_is()
    {
        var error = Assert.Throws<SpecException>(() => Small().Data(data => data.Sizes(100, 90_000)).Resolve(Sample.Catalog(training: 1000)));
        Assert.Contains("90000 is beyond the 1,000 training records", error.Message, StringComparison.Ordinal);
        Assert.Single(error.Problems);
    }

    [Fact]
    public void A_label_that_the_data_lack_is_refused_with_those_they_have()
    {
        var study = Small().Paradigms(paradigms => paradigms.Add(new SupervisedConfig { Labels = ["AF", "WPW"] }, arm => arm with { Name = "two labels" }));
        var error = Assert.Throws<SpecException>(() => study.Resolve(Sample.Catalog()));
        Assert.Contains("'WPW'", error.Message, StringComparison.Ordinal);
        Assert.Contains("AF, RBBB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_beyond_the_memory_is_refused_before_anything_runs()
    {
        var onDevice = Small().Training(training => training with { Device = "cuda" });
        Assert.NotEmpty(onDevice.Resolve(Sample.Catalog(), new PlanOptions { MemoryBytes = 1000, DeviceMemoryBytes = 1L << 40 }).Trials);
        Assert.Contains("of memory", Assert.Throws<SpecException>(() => onDevice.Resolve(Sample.Catalog(), new PlanOptions { DeviceMemoryBytes = 1000 })).Message, StringComparison.Ordinal);
        var error = Assert.Throws<SpecException>(() => Small().Resolve(Sample.Catalog(), new PlanOptions { MemoryBytes = 1000 }));
        Assert.Contains("MicroBatchSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_processes_of_a_size_are_part_of_its_trials_and_their_keys()
    {
        var (one, two) = (Small().Resolve(Sample.Catalog()), Small().ProcessesAbove(10_000, 2).ProcessesAbove(15_000, 4).Resolve(Sample.Catalog()));
        foreach (var (before, after) in one.Trials.Zip(two.Trials))
        {
            Assert.Equal(after.Parameters > 15_000 ? 4 : after.Parameters > 10_000 ? 2 : 1, after.Processes);
            Assert.Equal(after.Processes == 1, before.Key == after.Key);
            Assert.Equal((before.Steps, before.Spec.Records), (after.Steps, after.Spec.Records));
            Assert.Equal(after.Processes > 1, after.MemoryBytes < before.MemoryBytes);
        }

        var study = Small().ProcessesAbove(10_000, 2);
        Assert.Equal(study.Spec, StudySpec.FromJson(study.Spec.ToJson()));
    }

    [Fact]
    public void Batches_and_devices_that_processes_cannot_share_are_refused()
    {
        var error = Assert.Throws<SpecException>(() => Small().ProcessesAbove(10_000, 3).Training(training => training with { Device = "cuda:1" }).Resolve(Sample.Catalog()));
        Assert.Contains("a batch of 16 cannot be shared evenly by 3 processes", error.Message, StringComparison.Ordinal);
        Assert.Contains("'cuda:1'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<SpecException>(() => Small().ProcessesAbove(10_000, 2).ProcessesAbove(10_000, 0).Resolve(Sample.Catalog()));
        Assert.Contains("each may occur once", error.Message, StringComparison.Ordinal);
        Assert.Contains("the count is at least 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_give_the_same_model_are_refused()
    {
        var error = Assert.Throws<SpecException>(() => ScalingStudy.From(Small().Spec with { Families = [new FamilySpec { Name = "resnet1d", Sizes = [50_000, 50_001] }] }).Resolve(Sample.Catalog()));
        Assert.Contains("give the same model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_are_counted_from_the_configuration()
    {
        var trial = Small().Resolve(Sample.Catalog()).Trials[0];
        var size = trial.Spec.Model.Size();
        var (batch, epochs) = (trial.Spec.Training.BatchSize, 3);
        // 100 records give 6 whole batches of 16; the trainer leaves out the rest of an epoch.
        Assert.Equal(epochs * 6, trial.Steps);
        Assert.Equal((double)trial.Steps * size.TrainingFlopsOf(batch), trial.Flops);
        Assert.True(trial.MemoryBytes > size.ActivationBytesOf(batch));
    }

    [Fact]
    public void A_study_survives_JSON_with_every_setting()
    {
        foreach (var (name, study) in StudyPresets.All)
        {
            var read = StudySpec.FromJson(study.Spec.ToJson());
            Assert.True(study.Spec == read, name);
            Assert.Equal(study.Spec.ToJson(), read.ToJson());
        }
    }

    [Fact]
    public void An_unknown_key_in_a_study_file_is_refused_with_its_line()
    {
        var json = """
            {
              "name": "x",
              "familes": []
            }
            """;
        var error = Assert.Throws<EcgDataException>(() => StudySpec.FromJson(json));
        Assert.Contains("familes", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_file_may_be_short()
    {
        var spec = StudySpec.FromJson("""
            { "name": "short", "data": { "source": { "kind": "synthetic", "exams": 900 }, "sizes": [100, "1K", "50%"] },
              "families": [ { "name": "resnet1d", "sizes": [5000, 20000] } ], "arms": [ { "paradigm": { "paradigm": "supervised" } } ] }
            """);
        Assert.Equal(["100", "1000", "50%"], spec.Data.Sizes.Select(size => size.ToString()));
        Assert.Equal(900, Assert.IsType<SyntheticSourceSpec>(spec.Data.Source).Exams);
    }

    [Fact]
    public void The_table_shows_every_trial_and_the_totals()
    {
        var plan = Small().Resolve(Sample.Catalog());
        var table = plan.ToTable();
        Assert.All(plan.Trials, trial => Assert.Contains(trial.Key[..8], table, StringComparison.Ordinal));
        Assert.Contains($"{plan.Trials.Length} trials", table, StringComparison.Ordinal);
    }

    private static PlanOptions Roomy => new() { MemoryBytes = 1L << 40 };

    private static ScalingStudy Small() => ScalingStudy.Create("small")
        .Data(data => data.Synthetic(exams: 2000).Preprocess("resample(100)|leads(8)|crop(256)").HoldOut(test: 0.2).Sizes(100, 200))
        .Models(models => models.ResNet1D(5_000, 20_000).Transformer(5_000, 20_000))
        .Paradigms(paradigms => paradigms.Supervised().Masked(arm => arm with { DataSizes = [200] }))
        .Training(training => training with { Duration = Duration.Epochs(3), BatchSize = 16 });
}
