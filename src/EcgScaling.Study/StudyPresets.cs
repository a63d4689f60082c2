using EcgScaling.Models;
using EcgScaling.Study.Describing;
using EcgScaling.Training;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Masked;
using EcgScaling.Training.Optimisation;

namespace EcgScaling.Study;

/// <summary>Studies that are ready to plan; change what you like with the fluent words.</summary>
public static class StudyPresets
{
    // The knobs of 400 Hz brought to 100 Hz. Static members are made in the order of the file: this one is used by those below.
    private static readonly ResNet1dConfig ShortResNet = new() { StemStride = 2, StageStrides = [4, 2, 2, 2, 2], KernelSize = 9, Dropout = 0 };

    /// <summary>
    /// The shape of arXiv 2605.17276: ResNet1D and Transformer, supervised and masked, 20K to 200M parameters, parts of CODE's 2.3M records; 120 trials.
    /// Which sizes and parts that study took is not public to us: ten sizes, evenly spaced in the logarithm, and three parts are our choice.
    /// </summary>
    /// <remarks>The records are declared only; use <c>.Data(d => d.Folder(...))</c> to run it.</remarks>
    public static ScalingStudy Paper { get; } = ScalingStudy.Create("paper-2605.17276")
        .Data(data => data.Declared("CODE", records: 2_322_513, patients: 1_676_384).HoldOut(test: 0.05, validation: 0.05).Fractions(0.01, 0.1, 1))
        .Models(models => models.ResNet1D(LogSpaced(20_000, 200_000_000, 10)).Transformer(LogSpaced(20_000, 200_000_000, 10)))
        .Paradigms(paradigms => paradigms.Supervised().Masked())
        .Training(training => training with { Duration = Duration.Epochs(20), BatchSize = 256, Device = "cuda" });

    /// <summary>
    /// One evening on one GPU: the paper's four kinds of models at eight sizes from 20K to 20M and four parts of CODE-15% (345,779 exams), one seed. The records are declared only:
    /// use <c>.Data(d => d.Folder(...))</c>, and <c>.Transfer(...)</c> for what is at hand elsewhere.
    /// </summary>
    public static ScalingStudy GpuEvening { get; } = ScalingStudy.Create("gpu-evening")
        .Data(data => data.From(new DeclaredSourceSpec { Name = "CODE-15%", Records = 345_779, Patients = 233_770, Labels = ["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"] })
            .Preprocess("resample(100)|leads(8)|crop(1024)").HoldOut(test: 0.05).Fractions(0.03, 0.1, 0.3, 1))
        .Models(models => models
            .Like(ShortResNet, LogSpaced(20_000, 20_000_000, 8))
            .Like(new EcgTransformerConfig { PatchSize = 32 }, LogSpaced(20_000, 20_000_000, 8)))
        .Paradigms(paradigms => paradigms.Supervised().Add(new MaskedConfig { PatchSamples = 32 }))
        .Training(training => training with { Duration = Duration.Epochs(5), BatchSize = 256, Device = "cuda" });

    /// <summary>
    /// Compute-optimal allocation by isoFLOP curves: at each of three budgets, six sizes of each family are trained once over as many records as the budget allows, with
    /// the constant part of each model's run shared between budgets. The records are declared only.
    /// </summary>
    public static ScalingStudy IsoFlopCode { get; } = IsoFlop(
        ScalingStudy.Create("isoflop")
            .Data(data => data.From(new DeclaredSourceSpec { Name = "CODE", Records = 2_322_513, Patients = 1_676_384, Labels = ["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"] })
                .Preprocess("resample(100)|leads(8)|crop(1024)").HoldOut(test: 0.05))
            .Models(models => models.Like(ShortResNet, LogSpaced(50_000, 5_000_000, 6)).Like(new EcgTransformerConfig { PatchSize = 32 }, LogSpaced(50_000, 5_000_000, 6)))
            .Paradigms(paradigms => paradigms.Supervised().Add(new MaskedConfig { PatchSamples = 32 }))
            .Training(training => training with { BatchSize = 256, Device = "cuda" }),
        new EcgSpec { Leads = LeadSet.Eight, Rate = new SampleRate(100), Samples = 1024 },
        trainingRecords: 2_200_000,
        3e12, 8e12, 2e13);

    /// <summary>
    /// A study for two processor cores and a few minutes: synthetic ECGs, eight leads of 10 s at 100 Hz, both families, supervised at four sizes and
    /// four data sizes, masked at two data sizes. The families' knobs are those of 400 Hz brought to 100 Hz: shorter kernels, strides and patches.
    /// </summary>
    public static ScalingStudy CpuSmall { get; } = ScalingStudy.Create("cpu-small")
        .Data(data => data.Synthetic(exams: 5500, rate: new SampleRate(100), samples: 1024).Preprocess("resample(100)|leads(8)|crop(1024)").HoldOut(test: 0.25).Sizes(400, 900, 2000, 4000))
        .Models(models => models
            .Like(ShortResNet, 5_000, 15_000, 40_000, 100_000)
            .Like(new EcgTransformerConfig { PatchSize = 32 }, 5_000, 15_000, 40_000, 100_000))
        .Paradigms(paradigms => paradigms
            .Supervised()
            .Add(new MaskedConfig { PatchSamples = 32 }, arm => arm with { DataSizes = [900, 4000] }))
        .Training(training => training with
        {
            Duration = Duration.Epochs(4),
            BatchSize = 16,
            Evaluation = new EvaluationPlan { Points = new TrainingPoints { Evenly = 1 }, BootstrapResamples = 200 },
            Checkpoints = new CheckpointPlan { Points = new TrainingPoints { Evenly = 5 }, KeepLast = 2 },
        });

    /// <summary>The same path in some seconds, for tests of an installation; its laws mean nothing.</summary>
    public static ScalingStudy CpuSmoke { get; } = ScalingStudy.Create("cpu-smoke")
        .Data(data => data.Synthetic(exams: 320, rate: new SampleRate(100), samples: 256).Preprocess("resample(100)|leads(8)|crop(256)").HoldOut(test: 0.25).Sizes(40, 80, 160))
        .Models(models => models.ResNet1D(2_000, 4_000, 8_000).Transformer(2_000, 4_000, 8_000))
        .Paradigms(paradigms => paradigms.Supervised().Masked(arm => arm with { Sizes = [2_000], DataSizes = [80] }))
        .Training(training => training with
        {
            Duration = Duration.Steps(12),
            BatchSize = 16,
            Evaluation = new EvaluationPlan { BootstrapResamples = 50 },
        });

    /// <summary>The presets by name.</summary>
    public static IReadOnlyDictionary<string, ScalingStudy> All { get; } = new Dictionary<string, ScalingStudy>(StringComparer.OrdinalIgnoreCase)
    {
        ["paper"] = Paper,
        ["gpu-evening"] = GpuEvening,
        ["isoflop"] = IsoFlopCode,
        ["cpu-small"] = CpuSmall,
        ["cpu-smoke"] = CpuSmoke,
    };

    /// <summary>Finds a preset.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static ScalingStudy Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.TryGetValue(name, out var study)
            ? study
            : throw new ArgumentException($"There is no preset '{name}'; there are {string.Join(", ", All.Keys)}.", nameof(name));
    }

    /// <summary>
    /// Turns a study into an isoFLOP design: every model is trained over as many records as each budget allows, in one pass. Families become arms of their own where their data sizes
    /// differ, and data sizes beyond the records there are, or below twice the warm-up, are left out.
    /// </summary>
    /// <param name="study">Data, families with sizes, paradigms, training.</param>
    /// <param name="input">What models eat after the study's preprocessing.</param>
    /// <param name="trainingRecords">The training records there are.</param>
    /// <param name="budgets">Training compute of one run, in FLOP.</param>
    /// <exception cref="SpecException">A size cannot be reached, or no size can use a budget.</exception>
    public static ScalingStudy IsoFlop(ScalingStudy study, EcgSpec input, long trainingRecords, params ReadOnlySpan<double> budgets)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(input);
        var (spec, levels) = (study.Spec, budgets.ToArray());
        var training = spec.Training with
        {
            Duration = Duration.Epochs(1),
            Schedule = spec.Training.Schedule with { Kind = ScheduleKind.Wsd, WarmUpSteps = spec.Training.Schedule.WarmUpSteps ?? 20 },
        };
        var arms = spec.Arms.SelectMany(arm => spec.Families.SelectMany(family => family.Sizes.Select(size =>
        {
            var registered = EncoderFamilies.Get(family.Name);
            var cost = Sizing.Nearest(registered, size, family.Rule, (family.Basis ?? registered.Basis(input)) with { Input = input }).Size;
            DataSize[] records = [.. levels.Select(budget => (long)(budget / cost.TrainingFlops)).Where(count => count >= 2 * training.Schedule.WarmUpSteps * training.BatchSize && count <= trainingRecords).Distinct().Select(DataSize.Records)];
            return arm with { Name = $"{arm.Title} {family.Name} {SizeText.Format(size)}", Group = arm.Title, Families = [family.Name], Sizes = [size], DataSizes = [.. records] };
        }))).Where(arm => arm.DataSizes is { Length: > 0 });
        return ScalingStudy.From(spec with { Data = spec.Data with { Axis = DataAxis.Branches }, Arms = [.. arms], Training = training });
    }

    /// <summary>Sizes evenly spaced in the logarithm, rounded to two digits.</summary>
    public static long[] LogSpaced(long smallest, long largest, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(smallest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, smallest);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return [.. Enumerable.Range(0, count).Select(step => Round(smallest * Math.Pow((double)largest / smallest, (double)step / (count - 1))))];

        static long Round(double value)
        {
            var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
            return (long)(Math.Round(value / unit) * unit);
        }
    }
}
