using System.Text.Json;
using EcgScaling.Data;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Terminology;
using EcgScaling.Testing;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;
using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

public sealed class TransferEvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linear")]
    [InlineData("knn")]
    [InlineData("attentive")]
    [InlineData("finetune")]
    public async Task Every_protocol_learns_a_rate_leaves_the_encoder_alone_and_repeats_itself(string name)
    {
        using var source = Sites.Of(SyntheticSite.Screening, 300);
        using var encoder = Sites.Random();
        var before = encoder.ContentHash();
        var data = (Sites.Task("SB") with { Split = TaskSplit.HoldOut(0.2, 0.3) }).Prepare(source);
        TransferProtocol protocol = TransferProtocol.FromName(name) switch
        {
            AttentiveProbeProtocol attentive => attentive with { Plan = attentive.Plan with { Epochs = 15 } },
            FineTuningProtocol tuning => tuning with { Plan = tuning.Plan with { Epochs = 8, LearningRate = 5e-3 } },
            var other => other,
        };
        var evaluation = new TransferEvaluation(Sites.Options);
        var result = await evaluation.RunAsync(data, encoder, protocol);
        var again = await evaluation.RunAsync(data, encoder, protocol);

        var label = Assert.Single(result.Labels);
        Assert.True(label.Auroc.Value > 0.65, $"{name}: {label.Auroc}");
        Assert.InRange(result.OodLoss.Value, 0.01, label.TrivialLoss + 0.05);
        Assert.True(result.OodLoss.Low <= result.OodLoss.Value && result.OodLoss.Value <= result.OodLoss.High);
        Assert.Equal(result.OodLoss, again.OodLoss);
        Assert.Equal(before, encoder.ContentHash());
        Assert.Equal(name, result.Protocol);
        Assert.Equal(protocol, JsonSerializer.Deserialize<TransferProtocol>(result.ProtocolSettings, TrainingJson.Line));
    }

    [Fact]
    public async Task The_pretrained_head_loses_more_on_another_site_than_at_home()
    {
        using var dataset = SourceDataset.Of(Sites.Of(SyntheticSite.Telehealth, 1500, seed: 0), Sites.Input.Preprocessing);
        using var paradigm = new SupervisedConfig { Labels = [.. SyntheticLabels.Code] }.Build(Sites.Small, dataset.LabelNames, 1);
        var config = new TrainingConfig { Duration = Duration.Epochs(4), BatchSize = 32, LearningRate = new LearningRateConfig { Rule = LearningRateRule.Fixed, Value = 5e-3 }, Threads = 1 };
        new Trainer(config).Train(paradigm, new TrainingData { Dataset = dataset, Training = [.. Enumerable.Range(0, 1500)] }, _folder.Path);
        using var encoder = PretrainedEncoder.Open(_folder.Path);
        var evaluation = new TransferEvaluation(Sites.Options);
        var scores = new Dictionary<string, TransferResult>();
        foreach (var site in new[] { SyntheticSite.Telehealth, SyntheticSite.Hospital })
        {
            using var source = Sites.Of(site, 800);
            scores[site.Name] = await evaluation.RunAsync((TransferTasks.Named("synthetic-a") with { MinimumPositives = 3 }).Prepare(source), encoder, new LinearProbeProtocol { Ridges = [1, 0.1, 0.01] });
        }

        var (home, away) = (scores["telehealth"], scores["hospital"]);
        Assert.True(away.ZeroShot!.Loss.Value > home.ZeroShot!.Loss.Value, $"{home.ZeroShot.Loss} at home, {away.ZeroShot.Loss} away");
        Assert.True(away.Seen.Loss.Value > home.Seen.Loss.Value, $"{home.Seen.Loss} at home, {away.Seen.Loss} away");
        Assert.Equal(SyntheticLabels.Code, home.Seen.Labels);
        Assert.Equal(SyntheticLabels.Further, home.Unseen.Labels);
        Assert.True(home.ZeroShot.Auroc.Value > 0.6, home.ZeroShot.Auroc.ToString());
    }

    [Fact]
    public async Task Zero_shot_losses_are_those_of_the_head_on_the_features()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 120);
        var weights = Enumerable.Range(0, 24).Select(place => 0.02f * (place - 11)).ToArray();
        using var random = Sites.Random();
        using var encoder = new PretrainedEncoder(random.Encoder, "supervised", ["SB", "AF"], LabelVocabulary.Code)
        {
            Unit = SignalUnit.Millivolts,
            Head = new PretrainedHead(["SB", "AF"], LabelVocabulary.Code, weights, [-2, -1]),
        };
        var data = Sites.Task("AF", "LVH", "SB").Prepare(source);
        var result = await new TransferEvaluation(Sites.Options).RunAsync(data, encoder, new NearestNeighbourProtocol());

        Assert.Equal(["AF", "SB"], result.ZeroShot!.Labels);
        using var dataset = SourceDataset.Of(Sites.Of(SyntheticSite.Hospital, 120), result.Preprocessing);
        var table = Probing.FeatureExtraction.Run(encoder.Encoder, dataset, [.. Enumerable.Range(0, 120)], ["SB"]);
        var loss = Enumerable.Range(0, 120).Average(record =>
        {
            var logit = -2 + Enumerable.Range(0, 12).Sum(feature => (double)weights[feature] * table.Values[(record * 12) + feature]);
            var chance = 1 / (1 + Math.Exp(-logit));
            return table.Targets[record] == 1 ? -Math.Log(chance) : -Math.Log(1 - chance);
        });
        Assert.Equal(loss, result.ZeroShot.Losses[1].Value, 5);
    }

    [Fact]
    public async Task Labels_without_positives_are_listed_and_not_averaged()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions
        {
            Count = 150, Rate = new SampleRate(100), Samples = 600, LabelNoise = 0,
            Site = SyntheticSite.Hospital with { Prevalence = SyntheticSite.Hospital.Prevalence.ToDictionary(item => item.Key, item => item.Key == "AF" ? 0 : item.Value) },
        });
        using var encoder = Sites.Random();
        var result = await new TransferEvaluation(Sites.Options).RunAsync((Sites.Task() with { Labels = ["SB", "AF", "nothing"] }).Prepare(source), encoder, new NearestNeighbourProtocol());
        Assert.Equal(["AF", "nothing"], result.LeftOut.Select(label => label.Label));
        Assert.Contains("0 among 150", result.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["SB"], result.All.Labels);
        Assert.Equal(result.Labels[0].Loss.Value, result.OodLoss.Value, 12);
        Assert.True(double.IsNaN(result.Seen.Loss.Value));
    }

    [Fact]
    public async Task Seen_labels_can_be_fixed_for_every_arm_and_results_are_JSON()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 150);
        using var encoder = Sites.Random();
        var options = Sites.Options with { SeenLabels = [.. CodeLabels.All], CacheFolder = _folder.Path };
        var result = await new TransferEvaluation(options).RunAsync(Sites.Task().Prepare(source), encoder, new NearestNeighbourProtocol());
        Assert.Equal(["SB", "ST", "AF"], result.Seen.Labels);
        Assert.Equal(["LVH"], result.Unseen.Labels);
        Assert.Null(result.ZeroShot);
        var read = JsonSerializer.Deserialize<TransferResult>(JsonSerializer.Serialize(result, TrainingJson.Indented), TrainingJson.Indented)!;
        Assert.Equal(result.OodLoss, read.OodLoss);
        Assert.NotEmpty(Directory.GetFiles(_folder.Path, "*.features"));
    }

    [Fact]
    public async Task Few_labels_give_few_training_exams_and_more_of_them_more()
    {
        using var source = Sites.Of(SyntheticSite.Screening, 300);
        using var encoder = Sites.Random();
        var data = (Sites.Task("SB", "ST") with { Split = TaskSplit.HoldOut(0.2, 0.3) }).Prepare(source);
        var curve = await new TransferEvaluation(Sites.Options).CurveAsync(data, encoder, new LinearProbeProtocol(), new LabelFractions { PerClass = [20, 1], Draws = 3 });
        Assert.Equal([1, 20], curve.Points.Select(point => point.PerClass));
        Assert.InRange(curve.Points[0].TrainingRecords, 2, 3);
        Assert.True(curve.Points[1].TrainingRecords > 20);
        Assert.All(curve.Points, point => Assert.True(point.Loss.Low <= point.Loss.Value && point.LossDeviation > 0));
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 150);
        using var encoder = Sites.Random();
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TransferEvaluation(Sites.Options).RunAsync(Sites.Task().Prepare(source), encoder, new LinearProbeProtocol(), progress, stop.Token));
        Assert.True(progress.Reports >= 1);
    }

    [Fact]
    public async Task Drift_is_nothing_between_a_site_and_itself_and_something_to_another()
    {
        using var here = Sites.Of(SyntheticSite.Telehealth, 100);
        using var there = Sites.Of(SyntheticSite.Emergency, 100);
        using var encoder = Sites.Random();
        var evaluation = new TransferEvaluation(Sites.Options);
        Assert.Equal(0, (await evaluation.DriftAsync(here, here, encoder)).MeanShift, 12);
        Assert.True((await evaluation.DriftAsync(here, there, encoder)).MeanShift > 0.1);
        using var other = Sites.Random(2);
        Assert.Equal(1, await evaluation.SimilarityAsync(here, encoder, encoder), 9);
        Assert.InRange(await evaluation.SimilarityAsync(here, encoder, other), 0.01, 0.999);
    }

    [Fact]
    public void Settings_out_of_range_are_listed_together()
    {
        Assert.Contains("BatchSize", Assert.Throws<SpecException>(() => new TransferEvaluation(new TransferOptions { BatchSize = 0, Device = "tpu" })).Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => new LinearProbeProtocol { Ridges = [0] }.Validate());
        Assert.Throws<SpecException>(() => new NearestNeighbourProtocol { Neighbours = [] }.Validate());
        Assert.Throws<SpecException>(() => new FineTuningProtocol { LayerDecay = 2, Plan = new GradientPlan { LearningRate = 0 } }.Validate());
        Assert.Throws<SpecException>(() => new LabelFractions { Draws = 0 }.Validate());
        Assert.Throws<ArgumentException>(() => TransferProtocol.FromName("svm"));
    }

    [SharedDataFact("ludb/ludb.csv")]
    public async Task Ludb_at_500_hertz_and_twelve_leads_goes_into_a_network_of_eight_at_50()
    {
        using var encoder = Sites.Random();
        var result = await TransferTasks.Named("ludb-rhythm").EvaluateAsync(SharedData.PathOf("ludb"), encoder, new LinearProbeProtocol { Ridges = [3, 0.3] }, Sites.Options);
        Assert.Equal((100, 100), (result.Records, result.Patients));
        Assert.Equal(["Sinus rhythm", "Sinus bradycardia", "Atrial fibrillation"], result.All.Labels);
        Assert.Equal(["leads", "rate", "length"], result.DomainDifferences.Select(difference => difference.Aspect));
        Assert.InRange(result.OodLoss.Value, 0.1, 0.7);
    }

    [SharedDataFact("cinc2021/E07500.hea")]
    public async Task The_challenges_records_are_scored_by_its_metric()
    {
        using var encoder = Sites.Random();
        var result = await TransferTasks.Named("cinc2021").EvaluateAsync(SharedData.PathOf("cinc2021"), encoder, new NearestNeighbourProtocol(), Sites.Options);
        Assert.Equal((48, TaskMetric.ChallengeScore), (result.Records, result.Metric));
        Assert.InRange(result.MetricValue.Value, -1, 1);
        Assert.Contains(result.Warnings, warning => warning.Contains("names no patients", StringComparison.Ordinal));
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<TransferProgress>
    {
        public int Reports { get; private set; }

        public void Report(TransferProgress value)
        {
            Reports++;
            stop.Cancel();
        }
    }
}
