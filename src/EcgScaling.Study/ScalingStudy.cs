using EcgScaling.Study.Building;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Training;

namespace EcgScaling.Study;

/// <summary>
/// A scaling study, put together in code: data, models, paradigms, training. Each step returns a new study; nothing runs and nothing is read before
/// <see cref="Plan(PlanOptions)"/>. Immutable and thread-safe.
/// </summary>
/// <example>
/// <code>
/// var study = ScalingStudy.Create("first")
///     .Data(data => data.Synthetic(exams: 6000).HoldOut(test: 0.2).Sizes(500, 1000, 2000, 4000))
///     .Models(models => models.ResNet1D(5_000, 20_000, 80_000).Transformer(5_000, 20_000, 80_000))
///     .Paradigms(paradigms => paradigms.Supervised().Masked())
///     .Training(training => training with { Duration = Duration.Epochs(10) });
/// var run = study.Plan().In("runs/first");
/// var analysis = await run.RunAsync();
/// run.WriteReport();
/// </code>
/// </example>
public sealed record ScalingStudy
{
    private ScalingStudy(StudySpec spec) => Spec = spec;

    /// <summary>The study as data.</summary>
    public StudySpec Spec { get; private init; }

    /// <summary>Begins a study.</summary>
    /// <param name="name">Letters, digits, dots, dashes and underscores.</param>
    public static ScalingStudy Create(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ScalingStudy(new StudySpec { Name = name });
    }

    /// <summary>Takes a study that was written as data, for example read from a JSON file.</summary>
    public static ScalingStudy From(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new ScalingStudy(spec);
    }

    /// <summary>Says where the records come from and how they are prepared and divided.</summary>
    public ScalingStudy Data(Func<DataBuilder, DataBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(Spec with { Data = build(new DataBuilder(Spec.Data)).Spec });
    }

    /// <summary>Adds model families and their sizes.</summary>
    public ScalingStudy Models(Func<ModelsBuilder, ModelsBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(Spec with { Families = build(new ModelsBuilder(Spec.Families)).Families });
    }

    /// <summary>Adds the paradigms that models are pre-trained with.</summary>
    public ScalingStudy Paradigms(Func<ParadigmsBuilder, ParadigmsBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(Spec with { Arms = build(new ParadigmsBuilder(Spec.Arms)).Arms });
    }

    /// <summary>Adds what every pre-trained encoder is measured on: other hospitals, labels that were not trained on, real sets.</summary>
    public ScalingStudy Transfer(Func<TransferBuilder, TransferBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return new(Spec with { Transfer = build(new TransferBuilder(Spec.Transfer)).Tasks });
    }

    /// <summary>Sets what the study may cost; a plan beyond it is refused.</summary>
    /// <param name="deviceHours">Hours of one device, all trials together.</param>
    /// <param name="flops">Training compute in FLOP.</param>
    /// <param name="diskBytes">Space on disk.</param>
    public ScalingStudy Budget(double? deviceHours = null, double? flops = null, long? diskBytes = null) =>
        new(Spec with { Budget = new BudgetSpec { DeviceHours = deviceHours, Flops = flops, DiskBytes = diskBytes } });

    /// <summary>Sets the seeds; each trial runs once per seed.</summary>
    public ScalingStudy Seeds(params ReadOnlySpan<ulong> seeds) => new(Spec with { Seeds = [.. seeds] });

    /// <summary>Lets several processes train each model above a size together; where they run, the engine says.</summary>
    /// <param name="parameters">Encoders of more parameters than this one.</param>
    /// <param name="count">The number of processes; batches must be a multiple of it.</param>
    public ScalingStudy ProcessesAbove(long parameters, int count) =>
        new(Spec with { Processes = Spec.Processes.Add(new ProcessesAbove { Parameters = parameters, Count = count }) });

    /// <summary>Changes how models are trained.</summary>
    public ScalingStudy Training(Func<TrainingConfig, TrainingConfig> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(Spec with { Training = change(Spec.Training) });
    }

    /// <summary>
    /// Resolves every trial before anything runs: models, exact parameters, steps, compute, memory, keys. Of the data it reads tables only, and it writes nothing.
    /// </summary>
    /// <param name="options">What to assume of the machine; default: <see cref="PlanOptions"/>'s.</param>
    /// <exception cref="SpecException">Something cannot work; every problem is listed.</exception>
    /// <exception cref="EcgDataException">The data cannot be read.</exception>
    public StudyPlan Plan(PlanOptions? options = null)
    {
        var problems = new List<string>();
        StudyCheck.Collect(Spec, problems);
        SpecException.ThrowIfAny($"Study '{Spec.Name}'", problems);
        var data = DataCatalogs.Of(Spec.Data);
        return new StudyPlanner(Spec, data, options ?? new PlanOptions(), TaskCatalogs.Of(Spec, data, problems), problems).Resolve();
    }

    /// <summary>Resolves the study for data that are known by their numbers alone, without its transfer tasks. Pure: nothing is read, written or loaded.</summary>
    /// <param name="data">What is known of the data.</param>
    /// <param name="options">What to assume of the machine; default: <see cref="PlanOptions"/>'s.</param>
    /// <exception cref="SpecException">Something cannot work; every problem is listed.</exception>
    public StudyPlan Resolve(DataCatalog data, PlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new StudyPlanner(Spec, data, options ?? new PlanOptions(), [], []).Resolve();
    }
}
