using EcgScaling.Training.Masked;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Checkpoints;

public sealed class ResumeTests
{
    [Fact]
    public void Killed_and_resumed_equals_uninterrupted_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        var whole = ChildRun.Train(folder["whole"]);
        ChildRun.KillAfter(folder["killed"], ChildRun.Steps / 2);
        Assert.False(File.Exists(folder["killed/result.json"]));
        var step = new CheckpointStore(folder["killed/checkpoints"]).Steps()[0];
        Assert.InRange(step, ChildRun.Steps / 4, ChildRun.Steps - 1);

        var resumed = ChildRun.Train(folder["killed"]);
        RequireSame(folder["whole"], folder["killed"]);
        Assert.Equal(whole.HeldOut!.Loss, resumed.HeldOut!.Loss);
        Assert.Equal(whole.TrainLoss, resumed.TrainLoss);
        Assert.Equal(whole.BestStep, resumed.BestStep);
        Assert.Equal(Metrics.TextOf(folder["whole"]), Metrics.TextOf(folder["killed"]));
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.Sgd)]
    public void Cancelled_and_resumed_equals_uninterrupted_with_every_optimiser(OptimizerKind kind)
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(30) with { Optimizer = new OptimizerConfig { Kind = kind } };
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["whole"]);

        using var stop = new CancellationTokenSource();
        using (var paradigm = new SupervisedConfig().Build(Toy.ResNet(data.Spec)))
        {
            var cancelled = new Trainer(config).Train(paradigm, Toy.Split(data, 64), folder["cut"], new StopAt(13, stop), cancellation: stop.Token);
            Assert.Equal(TrainingOutcome.Cancelled, cancelled.Outcome);
            Assert.Equal(13, cancelled.Steps);
            Assert.Equal("checkpoints/step-000000013", cancelled.Checkpoint);
            Assert.False(File.Exists(folder["cut/result.json"]));
        }

        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["cut"]);
        RequireSame(folder["whole"], folder["cut"]);
    }

    [Theory]
    [InlineData("state.json", 10)]
    [InlineData("optimizer.safetensors", 100)]
    [InlineData("encoder.safetensors", -1)]
    public void A_torn_checkpoint_is_recognised_and_the_one_before_is_used(string file, int keepBytes)
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(20) with { Checkpoints = new() { Points = new TrainingPoints { Evenly = 2 } } };
        Toy.Train(new MaskedConfig { PatchSamples = 16, DecoderWidth = 16 }, Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["whole"]);
        Toy.Train(new MaskedConfig { PatchSamples = 16, DecoderWidth = 16 }, Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["torn"]);
        File.Delete(folder["torn/result.json"]);
        var path = folder[$"torn/checkpoints/step-000000020/{file}"];
        Tear(path, keepBytes);

        var error = Assert.Throws<EcgDataException>(() => CheckpointStore.Verify(folder["torn/checkpoints/step-000000020"]));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Toy.Train(new MaskedConfig { PatchSamples = 16, DecoderWidth = 16 }, Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["torn"]);
        RequireSame(folder["whole"], folder["torn"]);
        CheckpointStore.Verify(folder["torn/checkpoints/step-000000020"]);
    }

    [Fact]
    public void A_finished_run_is_returned_and_another_run_is_refused()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(10);
        var first = Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["run"]);
        var written = File.GetLastWriteTimeUtc(folder["run/result.json"]);
        var again = Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["run"]);
        Assert.Equal(first.HeldOut!.Loss, again.HeldOut!.Loss);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["run/result.json"]));

        var error = Assert.Throws<SpecException>(() => Toy.Train(new SupervisedConfig { Smoothing = 0.1 }, Toy.ResNet(data.Spec), config with { Seed = 9 }, Toy.Split(data, 48), folder["run"]));
        Assert.Contains("another training configuration", error.Message, StringComparison.Ordinal);
        Assert.Contains("another paradigm settings", error.Message, StringComparison.Ordinal);
        Assert.Contains("another choice of exams", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wsd_run_is_decayed_from_a_checkpoint_of_its_constant_part()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var schedule = new ScheduleConfig { Kind = ScheduleKind.Wsd, WarmUpSteps = 4, Decay = 0.25 };
        var constant = Toy.Config(40) with { Schedule = schedule, Checkpoints = new() { Points = new TrainingPoints { At = [Duration.Steps(15)] } } };
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), constant, Toy.Split(data, 64), folder["long"]);

        // A run of 20 steps decays over its last 5; its first 15 are those of the long run.
        var brief = constant with { Duration = Duration.Steps(20) };
        using (var paradigm = new SupervisedConfig().Build(Toy.ResNet(data.Spec)))
        {
            new Trainer(brief).Train(paradigm, Toy.Split(data, 64), folder["branch"], startFrom: folder["long/checkpoints/step-000000015"]);
        }

        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), brief, Toy.Split(data, 64), folder["alone"]);
        var (branch, alone) = (File.ReadAllBytes(folder["branch/checkpoints/step-000000020/optimizer.safetensors"]), File.ReadAllBytes(folder["alone/checkpoints/step-000000020/optimizer.safetensors"]));
        Assert.Equal(alone, branch);
    }

    [Fact]
    public void Only_the_newest_and_the_planned_checkpoints_stay()
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(96);
        var config = Toy.Config(40) with { Checkpoints = new() { KeepLast = 2, Points = new TrainingPoints { Evenly = 8, At = [Duration.Steps(7)] } } };
        Toy.Train(new SupervisedConfig(), Toy.ResNet(data.Spec), config, Toy.Split(data, 64), folder["run"]);
        Assert.Equal([40, 35, 7], new CheckpointStore(folder["run/checkpoints"]).Steps());
    }

    private static void Tear(string path, int keepBytes)
    {
        var bytes = File.ReadAllBytes(path);
        if (keepBytes >= 0)
        {
            File.WriteAllBytes(path, bytes[..keepBytes]);
            return;
        }

        // The same length, one bit wrong.
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static void RequireSame(string whole, string other)
    {
        var newest = new CheckpointStore(Path.Combine(whole, "checkpoints")).Steps()[0];
        var name = new CheckpointStore("checkpoints").PathOf(newest);
        foreach (var file in Directory.GetFiles(Path.Combine(whole, name), "*.safetensors"))
        {
            Assert.True(
                File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, name, Path.GetFileName(file)))),
                $"{Path.GetFileName(file)} differs");
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "encoder.safetensors")), File.ReadAllBytes(Path.Combine(other, "encoder.safetensors")));
    }

    private sealed class StopAt(long step, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
            {
                stop.Cancel();
            }
        }
    }
}
