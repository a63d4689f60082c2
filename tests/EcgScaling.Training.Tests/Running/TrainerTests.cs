using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using EcgScaling.Models;
using EcgScaling.Models.Weights;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

public sealed class TrainerTests
{
    [Fact]
    public void Equal_seeds_give_equal_bytes_and_another_seed_does_not()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(12);
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["a"]);
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64) with { LoaderThreads = 1, Prefetch = 1 }, folder["b"]);
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config with { Seed = 4 }, Toy.Split(data, 64), folder["c"]);
        Assert.Equal(Metrics.TextOf(folder["a"]), Metrics.TextOf(folder["b"]));
        Assert.NotEqual(Metrics.TextOf(folder["a"]), Metrics.TextOf(folder["c"]));
        Assert.Equal(File.ReadAllBytes(folder["a/encoder.safetensors"]), File.ReadAllBytes(folder["b/encoder.safetensors"]));
    }

    [Fact]
    public void A_user_defined_paradigm_trains_without_touching_the_trainer()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(256);
        manual_seed(1);
        using var paradigm = new EnergyParadigm(EncoderFamilies.Build(Toy.ResNet(data.Spec)));
        var result = new Trainer(Toy.Config(60)).Train(paradigm, Toy.Split(data, 192), folder["run"]);
        var lines = Metrics.Of(folder["run"]).Where(line => line.Loss is not null).ToArray();
        Assert.True(result.HeldOut!.Loss < lines[0].Loss / 5, $"{result.HeldOut.Loss} after {lines[0].Loss}");
        using var head = Safetensors.Load(folder["run/checkpoints/step-000000060/head.safetensors"]);
        Assert.Contains("head.weight", head.Tensors.Keys);
    }

    [Fact]
    public void The_finished_encoder_loads_with_its_configuration()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        Toy.Train(new SupervisedConfig(), Toy.Transformer(data.Spec), Toy.Config(5), Toy.Split(data, 64), folder["run"]);
        var (encoder, info) = ModelWeights.LoadEncoder(folder["run/encoder.safetensors"]);
        using (encoder)
        {
            Assert.Equal(data.Spec, info.Config!.Input);
            Assert.Equal(32, encoder.FeatureSize);
        }
    }

    [Fact]
    public void Live_tensors_stay_constant_over_the_steps_and_none_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        // What earlier tests dropped must not be collected meanwhile.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        var counts = new List<long>();
        using (var paradigm = new ContrastiveConfig().Build(Toy.Transformer(data.Spec)))
        {
            new Trainer(Toy.Config(40) with { EmaDecay = 0.9 }).Train(paradigm, Toy.Split(data, 64), folder["run"], new Collect(_ => counts.Add(Tensor.TotalCount)));
        }

        Assert.Equal(40, counts.Count);
        Assert.Single(counts.Skip(1).Distinct());
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_nan_ends_the_run_at_its_step_with_the_records_and_the_last_good_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96) { Poisoned = [37] };
        var result = Toy.Train(
            new SupervisedConfig(), Toy.ResNet(data.Spec), Toy.Config(30, batch: 4) with { Checkpoints = new() { Points = new TrainingPoints { Every = Duration.Steps(1) } } }, Toy.Split(data, 64), folder["run"]);
        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.Contains("toy#37", result.Divergence!.RecordIds);
        Assert.Equal(4, result.Divergence.RecordIds.Length);
        Assert.Equal(result.Steps + 1, result.Divergence.Step);
        Assert.True(result.Steps > 0, "the seed puts the poisoned exam into the first batch; choose another exam");
        Assert.Equal($"checkpoints/step-{result.Steps:D9}", result.Divergence.LastGoodCheckpoint);
        Assert.Contains("toy#37", Assert.Throws<TrainingDivergedException>(() => result.ThrowIfDiverged()).Message, StringComparison.Ordinal);
        Assert.Contains("\"divergence\"", File.ReadAllText(folder["run/metrics.jsonl"]), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["run/encoder.safetensors"]));
        using var good = Safetensors.Load(folder[$"run/{result.Divergence.LastGoodCheckpoint}/encoder.safetensors"]);
        Assert.All(good.Tensors.Values, tensor => Assert.True(tensor.isfinite().all().item<bool>()));
    }

    [Fact]
    public void A_leaping_loss_ends_the_run_when_asked_to()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        using var paradigm = new LeapingParadigm(EncoderFamilies.Build(Toy.ResNet(data.Spec)), 25);
        var result = new Trainer(Toy.Config(40) with { SpikeFactor = 5 }).Train(paradigm, Toy.Split(data, 64), folder["run"]);
        Assert.Equal(26, result.Divergence!.Step);
    }

    [Fact]
    public void Micro_batches_give_the_gradient_of_the_whole_batch()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        // Batch statistics would differ between a batch and its parts; the Transformer has none. Dropout would draw other numbers.
        var encoder = Toy.Transformer(data.Spec) with { Dropout = 0 };
        var config = Toy.Config(6);
        var whole = Toy.Train(new SupervisedConfig(), encoder, config, Toy.Split(data, 64), folder["whole"]);
        var parts = Toy.Train(new SupervisedConfig(), encoder, config with { MicroBatchSize = 5 }, Toy.Split(data, 64), folder["parts"]);
        Assert.Equal(whole.HeldOut!.Loss, parts.HeldOut!.Loss, 4);
        Assert.Equal(whole.TrainLoss, parts.TrainLoss, 4);
    }

    [Fact]
    public void Out_of_memory_halves_the_micro_batch_and_keeps_the_batch()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        using var paradigm = new GreedyParadigm(EncoderFamilies.Build(Toy.ResNet(data.Spec)), most: 5);
        var result = new Trainer(Toy.Config(3)).Train(paradigm, Toy.Split(data, 64) with { HeldOut = [] }, folder["run"]);
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.Equal(48, result.Records);
        Assert.Equal([16, 8, 4, 4, 4, 4], paradigm.Sizes.Take(6));
    }

    [Fact]
    public void Early_stopping_ends_after_its_patience()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(100) with
        {
            LearningRate = new() { Rule = Optimisation.LearningRateRule.Fixed, Value = 1e-12 },
            Evaluation = new() { Points = new TrainingPoints { Every = Duration.Steps(5) }, MaximumRecords = 10, BootstrapResamples = 30 },
            EarlyStop = new EarlyStopConfig { Patience = 2, MinimumImprovement = 10 },
        };
        var result = Toy.Train(new SupervisedConfig(), Toy.Transformer(data.Spec), config, Toy.Split(data, 64), folder["run"]);
        Assert.Equal(TrainingOutcome.EarlyStopped, result.Outcome);
        Assert.Equal(15, result.Steps);
        Assert.Equal(32, result.HeldOut!.Records);
        Assert.InRange(result.HeldOut.Loss, result.HeldOut.LossLow, result.HeldOut.LossHigh);

        // Killed between the last checkpoint and the result: it does not train on.
        File.Delete(folder["run/result.json"]);
        var again = Toy.Train(new SupervisedConfig(), Toy.Transformer(data.Spec), config, Toy.Split(data, 64), folder["run"]);
        Assert.Equal((TrainingOutcome.EarlyStopped, 15L, result.HeldOut.Loss), (again.Outcome, again.Steps, again.HeldOut!.Loss));
    }

    [Fact]
    public void What_does_not_fit_is_said_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var error = Assert.Throws<SpecException>(() => Toy.Train(
            new ContrastiveConfig(), Toy.ResNet(new ToyDataset(1, samples: 64).Spec), Toy.Config(5) with { MicroBatchSize = 4, Precision = Precision.TensorFloat32 }, Toy.Split(data, 0), folder["run"]));
        Assert.Equal(4, error.Problems.Count);
        Assert.False(Directory.Exists(folder["run"]));
        Assert.Contains("IPatchEncoder", Assert.Throws<ArgumentException>(() => ParadigmConfig.FromName("jepa").Build(Toy.ResNet(data.Spec))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Meters_see_every_record()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        long records = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, own) => { if (instrument.Meter.Name == "EcgScaling.Training") { own.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => records += value);
        listener.Start();
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), Toy.Config(7), Toy.Split(data, 64), folder["run"]);
        Assert.Equal(7 * 16, records);
    }

    [Fact]
    public void Progress_counts_to_the_end()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var seen = new List<TrainingProgress>();
        using var paradigm = new SupervisedConfig().Build(Toy.ResNet(data.Spec));
        new Trainer(Toy.Config(8)).Train(paradigm, Toy.Split(data, 64), folder["run"], new Collect(seen.Add));
        Assert.Equal(Enumerable.Range(1, 8).Select(step => (long)step), seen.Select(progress => progress.Step));
        Assert.Equal(seen[^1].TotalRecords, seen[^1].Records);
        Assert.Equal(TimeSpan.Zero, seen[^1].Remaining);
        Assert.True(double.IsFinite(seen[^1].HeldOutLoss));
    }

    private sealed class Collect(Action<TrainingProgress> take) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => take(value);
    }

    /// <summary>Predicts the mean square of the tracing.</summary>
    private sealed class EnergyParadigm : Paradigm
    {
        private readonly Linear head;

        public EnergyParadigm(EcgEncoder encoder)
            : base("energy", encoder)
        {
            head = nn.Linear(encoder.FeatureSize, 1);
            RegisterComponents();
        }

        public override Tensor Loss(TensorBatch batch, LossContext context) =>
            nn.functional.mse_loss(head.call(Encoder.call(batch.Tracings)).squeeze(1), batch.Tracings.square().mean([1L, 2L]) * 10);
    }

    private sealed class LeapingParadigm(EcgEncoder encoder, long at) : Paradigm("leaping", encoder)
    {
        public override Tensor Loss(TensorBatch batch, LossContext context) =>
            Encoder.call(batch.Tracings).square().mean() * 0.01 + (context.Step == at && context.Training ? 100 : 1);
    }

    private sealed class GreedyParadigm(EcgEncoder encoder, int most) : Paradigm("greedy", encoder)
    {
        public List<int> Sizes { get; } = [];

        public override Tensor Loss(TensorBatch batch, LossContext context)
        {
            Sizes.Add(batch.Size);
            return batch.Size > most ? throw new DeviceFullException() : Encoder.call(batch.Tracings).square().mean();
        }
    }

    /// <summary>What libtorch's error looks like.</summary>
    private sealed class DeviceFullException() : ExternalException("CUDA out of memory. Tried to allocate 20 GiB.");
}
