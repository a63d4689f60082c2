using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Training.Contrastive;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Paradigms;
using EcgScaling.Training.Running.Resident;
using EcgScaling.Training.Supervised;
using EcgScaling.Training.Toys;
using static TorchSharp.torch;

namespace EcgScaling.Training.Running;

public sealed class ResidentTests
{
    private const int Bytes = 2 * 128 * sizeof(float);

    public static TheoryData<ParadigmConfig> Paradigms => [new SupervisedConfig(), new MaskedConfig { PatchSamples = 8 }, new ContrastiveConfig { Pairing = Pairing.Patient }];

    [Theory]
    [MemberData(nameof(Paradigms))]
    public void A_run_from_memory_ends_with_the_same_bytes_and_reads_each_tracing_once(ParadigmConfig paradigm)
    {
        using var folder = new TemporaryFolder();
        var (plain, kept) = (new CountedReads(new ToyDataset(128)), new CountedReads(new ToyDataset(128)));
        Train(paradigm, plain, folder["plain"], 0);
        Train(paradigm, kept, folder["kept"], 1 << 20);
        Assert.Equal(File.ReadAllBytes(Path.Join(folder["plain"], "encoder.safetensors")), File.ReadAllBytes(Path.Join(folder["kept"], "encoder.safetensors")));
        Assert.Equal(Losses(folder["plain"]), Losses(folder["kept"]));
        Assert.InRange(kept.Most(..96), 1, paradigm is ContrastiveConfig ? 2 : 1);
        Assert.InRange(plain.Most(..96), 5, int.MaxValue);
    }

    [Fact]
    public void A_run_that_is_resumed_draws_the_same_batches_from_memory()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        Train(new SupervisedConfig(), new ToyDataset(128), folder["whole"], 1 << 20);
        using (var paradigm = new SupervisedConfig().Build(Toy.ResNet(new ToyDataset(128).Spec)))
        {
            var progress = new Immediate(at => { if (at.Step == 11) { stop.Cancel(); } });
            new Trainer(Config).Train(paradigm, Data(new ToyDataset(128), 1 << 20), folder["parts"], progress, cancellation: stop.Token);
        }

        Assert.False(File.Exists(Path.Join(folder["parts"], "encoder.safetensors")));
        Train(new SupervisedConfig(), new ToyDataset(128), folder["parts"], 1 << 20);
        Assert.Equal(File.ReadAllBytes(Path.Join(folder["whole"], "encoder.safetensors")), File.ReadAllBytes(Path.Join(folder["parts"], "encoder.safetensors")));
    }

    [Theory]
    [InlineData(100, 200, 100L * Bytes, true)]
    [InlineData(100, 200, (100L * Bytes) - 1, false)]
    [InlineData(100, 199, 100L * Bytes, false)]
    [InlineData(100, 200, 0L, false)]
    [InlineData(100, 200, null, false)]
    public void Tracings_stay_if_all_fit_and_are_met_twice(int exams, long draws, long? limit, bool stay) =>
        Assert.Equal(stay ? exams * Bytes : null, Residency.Bytes(new ToyDataset(200), exams, draws, limit, CPU));

    [Fact]
    public void A_batch_is_gathered_by_place_with_repeats_and_recorded_samples()
    {
        var data = new SometimesShort(new ToyDataset(64));
        int[] exams = [9, 3, 40, 3, 63];
        using var resident = ResidentTracings.Load(data, exams, CPU, 2, default);
        var options = new BatchLoaderOptions { BatchSize = exams.Length, Shuffle = false, StopStep = 1, Labels = ["inverted"] };
        using var whole = new BatchLoader(data, exams, options).Batches().Single();
        using var bare = new BatchLoader(data, exams, options with { WithTracings = false }).Batches().Single();
        using var scope = NewDisposeScope();
        var (expected, given) = (BatchTransfer.ToTensors(whole, CPU), resident.ToTensors(bare, CPU));
        Assert.True(expected.Tracings.equal(given.Tracings).all().item<bool>());
        Assert.True(expected.Labels.equal(given.Labels).all().item<bool>());
        Assert.Equal(expected.Indices.ToArray(), given.Indices.ToArray());
        Assert.Equal(expected.PatientKeys.ToArray(), given.PatientKeys.ToArray());
        Assert.Equal(expected.Valid.ToArray(), given.Valid.ToArray());
        Assert.Contains(new ValidRange(4, 100), given.Valid.ToArray());
    }

    [Fact]
    public void A_tracing_that_cannot_be_read_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<EcgDataException>(() => Train(new SupervisedConfig(), new ToyDataset(128) { Unreadable = [70] }, folder["run"], 1 << 20));
        Assert.Contains("exam 70", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_limit_is_refused()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<SpecException>(() => Train(new SupervisedConfig(), new ToyDataset(128), folder["run"], -1));
        Assert.Contains("ResidentBytes is -1", error.Message, StringComparison.Ordinal);
    }

    [CudaTheory]
    [InlineData(0L)]
    [InlineData(null)]
    public void On_a_device_batches_are_those_of_the_processor(long? resident)
    {
        using var folder = new TemporaryFolder();
        foreach (var device in new[] { "cpu", "cuda" })
        {
            var data = new ToyDataset(128);
            using var paradigm = new MaskedConfig { PatchSamples = 8 }.Build(Toy.ResNet(data.Spec) with { Dropout = 0 });
            new Trainer(Config with { Device = device }).Train(paradigm, Data(data, 0) with { ResidentBytes = resident }, folder[device]);
        }

        foreach (var (one, other) in Losses(folder["cpu"]).Zip(Losses(folder["cuda"])))
        {
            Assert.Equal(one!.Value, other!.Value, 0.01 * one.Value);
        }
    }

    private static TrainingConfig Config => Toy.Config(30) with { LogEverySteps = 1, Checkpoints = new() { Points = new TrainingPoints { Every = Duration.Steps(10) } } };

    private static TrainingData Data(IEcgDataset data, long resident) => new()
    {
        Dataset = data, Training = [.. Enumerable.Range(0, 96)], HeldOut = [.. Enumerable.Range(96, 32)], ResidentBytes = resident,
    };

    private static void Train(ParadigmConfig paradigm, IEcgDataset data, string folder, long resident)
    {
        using var built = paradigm.Build(Toy.ResNet(data.Spec));
        new Trainer(Config).Train(built, Data(data, resident), folder);
    }

    private static double?[] Losses(string folder) => [.. Metrics.Of(folder).Select(line => line.Loss ?? line.HeldOutLoss)];

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private abstract class Around(ToyDataset inner) : IEcgDataset
    {
        public string Name => inner.Name;

        public EcgSpec Spec => inner.Spec;

        public IReadOnlyList<string> LabelNames => inner.LabelNames;

        public int Count => inner.Count;

        public string ContentHash => inner.ContentHash;

        public long PatientKey(int index) => inner.PatientKey(index);

        public void ReadLabels(int index, Span<float> destination) => inner.ReadLabels(index, destination);

        public virtual ValidRange Read(int index, Span<float> destination) => inner.Read(index, destination);

        public void Dispose() => inner.Dispose();
    }

    private sealed class CountedReads(ToyDataset inner) : Around(inner)
    {
        private readonly int[] _reads = new int[inner.Count];

        public int Most(Range exams) => _reads[exams].Max();

        public override ValidRange Read(int index, Span<float> destination)
        {
            Interlocked.Increment(ref _reads[index]);
            return base.Read(index, destination);
        }
    }

    private sealed class SometimesShort(ToyDataset inner) : Around(inner)
    {
        public override ValidRange Read(int index, Span<float> destination) => base.Read(index, destination) is var whole && index % 2 == 0 ? new ValidRange(4, 100) : whole;
    }
}
