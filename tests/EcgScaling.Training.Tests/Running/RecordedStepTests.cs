using EcgScaling.Data.Loading;
using EcgScaling.Models;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.JointEmbedding;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Optimisation;
using EcgScaling.Training.Running.Recorded;
using EcgScaling.Training.Distributed;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

public sealed class RecordedStepTests
{
    private const int Batch = 16;

    [Theory]
    [InlineData(OptimizerKind.AdamW, 1.0)]
    [InlineData(OptimizerKind.AdamW, null)]
    [InlineData(OptimizerKind.Adam, 0.05)]
    public void A_recorded_run_follows_the_run_operator_by_operator(OptimizerKind kind, double? clip)
    {
        var config = Toy.Config(20, Batch) with { ClipNorm = clip, Optimizer = new OptimizerConfig { Kind = kind, WeightDecay = 0.1 } };
        Follows(config, new SupervisedConfig(), convolutional: true);
    }

    public static TheoryData<ParadigmConfig, bool> Paradigms => new()
    {
        { new SupervisedConfig { Labels = ["fast", "inverted"], PositiveWeights = [2, 3] }, true },
        { new SupervisedConfig(), false },
        { new RegressionConfig(), true },
        { new MaskedConfig { PatchSamples = 8 }, true },
        { new MaskedConfig(), false },
        { new ContrastiveConfig(), true },
        { new ContrastiveConfig { Pairing = Pairing.Segments }, true },
        { new ContrastiveConfig { Pairing = Pairing.Segments }, false },
        { new ContrastiveConfig { Pairing = Pairing.Patient }, true },
        { new VicRegConfig(), false },
        { new JepaConfig(), false },
    };

    // What a paradigm drew on the processor inside its loss would be the first recorded step's at every later one.
    [Theory]
    [MemberData(nameof(Paradigms))]
    public void Every_paradigm_is_recorded_and_meets_the_masks_and_views_of_its_step(ParadigmConfig paradigm, bool convolutional) =>
        Follows(Toy.Config(20, Batch), paradigm, convolutional);

    private static void Follows(TrainingConfig config, ParadigmConfig paradigm, bool convolutional)
    {
        var data = new ToyDataset(256);
        var (plain, _) = Run(config, data, recorded: false, paradigm, convolutional);
        var (recorded, _) = Run(config, data, recorded: true, paradigm, convolutional);
        // Adam magnifies rounding where gradients are small. How much, runs operator by operator from weights one unit in the last place away tell.
        var noisy = Enumerable.Range(1, 4).Select(place => Run(config, data, recorded: false, paradigm, convolutional, shifted: place).Outcomes).ToArray();
        var (loss, norm) = (0.0, 0.0);
        for (var step = 0; step < plain.Count; step++)
        {
            loss = Math.Max(loss, noisy.Max(run => Math.Abs(run[step].Loss - plain[step].Loss)));
            norm = Math.Max(norm, noisy.Max(run => Math.Abs(run[step].GradientNorm - plain[step].GradientNorm)));
            Assert.True(recorded[step].Applied);
            Assert.Equal(plain[step].Loss, recorded[step].Loss, (4 * loss) + 1e-6);
            Assert.Equal(plain[step].GradientNorm, recorded[step].GradientNorm, (4 * norm) + (1e-5 * plain[step].GradientNorm));
        }

        Assert.InRange(loss, 0, 0.01 * Math.Max(1, plain[0].Loss));
    }

    [Fact]
    public void The_first_steps_are_made_as_they_come_and_the_rest_replayed()
    {
        var data = new ToyDataset(256);
        var recorder = new RepeatedWork();
        Run(Toy.Config(10, Batch), data, recorded: true, recorder: recorder);
        Assert.Equal(10 - RecordedStep.StepsBefore, recorder.Replays);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_step_that_is_not_finite_changes_nothing(int bad)
    {
        var config = Toy.Config(8, Batch);
        var (outcomes, weights) = Run(config, new ToyDataset(256) { Poisoned = [.. Enumerable.Range(bad * Batch, Batch)] }, recorded: true, until: bad + 1);
        var (_, before) = Run(config, new ToyDataset(256), recorded: true, until: bad);
        Assert.False(outcomes[bad].Applied);
        Assert.All(outcomes.Take(bad), outcome => Assert.True(outcome.Applied));
        foreach (var (name, value) in weights)
        {
            Assert.True(value.equal(before[name]).all().item<bool>(), name);
        }
    }

    [Fact]
    public void What_reads_values_on_the_processor_is_not_recorded_and_the_reason_is_given()
    {
        var data = new ToyDataset(64);
        using var unrecordable = new MeanOfTracings(EncoderFamilies.Build(Toy.ResNet(data.Spec)));
        using var supervised = new SupervisedConfig().Build(Toy.ResNet(data.Spec));
        Assert.Contains("'means'", StepRecorders.Refusal(Toy.Config(1), unrecordable, 1), StringComparison.Ordinal);
        Assert.Contains("processes", StepRecorders.Refusal(Toy.Config(1), supervised, 2), StringComparison.Ordinal);
        Assert.Contains("Sgd", StepRecorders.Refusal(Toy.Config(1) with { Optimizer = new OptimizerConfig { Kind = OptimizerKind.Sgd } }, supervised, 1), StringComparison.Ordinal);
        Assert.Contains("MicroBatchSize", StepRecorders.Refusal(Toy.Config(1) with { MicroBatchSize = 4 }, supervised, 1), StringComparison.Ordinal);
        Assert.Null(StepRecorders.Refusal(Toy.Config(1), supervised, 1));
        Assert.Null(StepRecorders.For(Toy.Config(1), supervised, CPU, 1, out var reason));
        Assert.Null(reason);
    }

    [CudaTheory]
    [InlineData(Precision.Full, 1e-3)]
    [InlineData(Precision.TensorFloat32, 1e-2)]
    [InlineData(Precision.BFloat16, 3e-2)]
    public void On_a_device_a_recorded_run_follows_the_run_operator_by_operator(Precision precision, double tolerance) =>
        FollowsOnADevice(new SupervisedConfig(), convolutional: true, precision, tolerance);

    [CudaTheory]
    [MemberData(nameof(Paradigms))]
    public void On_a_device_every_paradigm_is_recorded(ParadigmConfig paradigm, bool convolutional) => FollowsOnADevice(paradigm, convolutional, Precision.Full, 1e-2);

    private static void FollowsOnADevice(ParadigmConfig paradigm, bool convolutional, Precision precision, double tolerance)
    {
        using var folder = new TemporaryFolder();
        var data = new ToyDataset(256);
        var config = Toy.Config(40, Batch) with { Device = "cuda", Precision = precision, LogEverySteps = 1 };
        var recorded = Losses(paradigm, convolutional, config, data, folder["recorded"]);
        Environment.SetEnvironmentVariable(StepRecorders.Switch, "off");
        try
        {
            var plain = Losses(paradigm, convolutional, config, data, folder["plain"]);
            Assert.Equal(40, plain.Length);
            foreach (var (one, other) in plain.Zip(recorded))
            {
                Assert.Equal(one, other, tolerance * Math.Max(1, one));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(StepRecorders.Switch, null);
        }
    }

    private sealed class MeanOfTracings(EcgEncoder encoder) : Paradigm("means", encoder)
    {
        public override Tensor Loss(TensorBatch batch, LossContext context) => (Encoder.call(batch.Tracings) - batch.Tracings.mean().item<float>()).square().mean();
    }

    private static double[] Losses(ParadigmConfig paradigm, bool convolutional, TrainingConfig config, ToyDataset data, string folder)
    {
        Toy.Train(paradigm, convolutional ? Toy.ResNet(data.Spec) : Toy.Transformer(data.Spec), config, Toy.Split(data, 192), folder);
        return [.. Metrics.Of(folder).Where(line => line.Loss is not null).Select(line => line.Loss!.Value)];
    }

    private static (List<StepOutcome> Outcomes, Dictionary<string, Tensor> Weights) Run(
        TrainingConfig config, ToyDataset data, bool recorded, ParadigmConfig? what = null, bool convolutional = true, RepeatedWork? recorder = null, int? until = null, int shifted = 0)
    {
        set_num_threads(1);
        what ??= new SupervisedConfig();
        using var paradigm = what.Build(convolutional ? Toy.ResNet(data.Spec) : Toy.Transformer(data.Spec), ["fast", "inverted"], 5);
        var (source, exams) = paradigm.Draw(data, [.. Enumerable.Range(0, data.Count)]);
        paradigm.train();
        if (shifted > 0)
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            manual_seed(shifted);
            foreach (var parameter in paradigm.parameters())
            {
                parameter.mul_(1 + (rand_like(parameter).sub(0.5).sign() * 1.2e-7));
            }
        }

        using var update = new WeightUpdate(config.Optimizer, paradigm);
        var plain = new TrainingStep(config, Batch, paradigm, update, null, new LoneProcess(CPU), CPU, 20, _ => { });
        using var replayed = new RecordedStep(config, paradigm, update, recorder ?? new RepeatedWork(), CPU, 20);
        var outcomes = new List<StepOutcome>();
        for (var step = 0; step < (until ?? config.Duration.ToSteps(Batch, data.Count)); step++)
        {
            // In order, so that a test knows which step meets which exam.
            using var batch = new BatchLoader(source, [.. exams.Skip(step % (exams.Count / Batch) * Batch).Take(Batch)], new BatchLoaderOptions { BatchSize = Batch, StopStep = 1, Labels = paradigm.Labels })
                .Batches().Single();
            using var scope = NewDisposeScope();
            outcomes.Add(recorded ? replayed.Make(BatchTransfer.ToTensors(batch, CPU), step, 3e-3) : plain.Make(BatchTransfer.ToTensors(batch, CPU), step, 3e-3));
            if (recorded && outcomes[^1].Applied)
            {
                replayed.Follow(step);
            }
        }

        return (outcomes, update.Trained.ToDictionary(item => item.Name, item => item.Value.detach().clone(), StringComparer.Ordinal));
    }
}
