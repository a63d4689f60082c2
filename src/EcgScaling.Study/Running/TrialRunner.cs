using System.Security.Cryptography;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using EcgScaling.Training.Evaluation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace EcgScaling.Study.Running;

/// <summary>
/// Runs trials with <see cref="Trainer"/>: builds the model from the trial's seed, trains it on the trial's nested subset, goes on from checkpoints,
/// and measures the held-out loss. The records are opened once, by the first trial.
/// </summary>
/// <remarks>libtorch's default generator and thread count belong to the process: use one runner in a process, one trial at a time.</remarks>
public sealed class TrialRunner : ITrialRunner
{
    private readonly StudyPlan _plan;
    private readonly StudyFolder _folder;
    private readonly TrialRunnerOptions _options;
    private readonly ILoggerFactory? _loggers;
    private StudyData? _data;

    /// <summary>Makes a runner.</summary>
    /// <param name="plan">The plan whose trials it runs.</param>
    /// <param name="folder">The study's folder, with its prepared records.</param>
    /// <param name="options">How; default: <see cref="TrialRunnerOptions"/>'s.</param>
    /// <param name="loggers">Where log lines go; null for nowhere.</param>
    public TrialRunner(StudyPlan plan, StudyFolder folder, TrialRunnerOptions? options = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        (_plan, _folder, _options, _loggers) = (plan, folder, options ?? new TrialRunnerOptions(), loggers);
    }

    /// <inheritdoc/>
    public Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(report);
        return Task.FromResult(Run(trial, folder, report, cancellationToken));
    }

    /// <summary>Closes the records.</summary>
    public void Dispose() => _data?.Dispose();

    private TrialResult Run(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken stop)
    {
        var work = new WorkClock(folder.WorkSecondsPath);
        report(new TrialProgress { Phase = "loading", Steps = trial.Steps });
        var spec = trial.Spec;
        var data = _data ??= StudyData.Open(_plan, _folder);
        var exams = data.TrainingExams(spec.Records);
        torch.set_num_threads(_options.Threads);
        var device = new torch.Device(spec.Training.Device);
        using var paradigm = spec.Paradigm.Build(spec.Model, data.Dataset.LabelNames, spec.Training.Seed, device);
        var trainer = new Trainer(spec.Training, _loggers?.CreateLogger<Trainer>() ?? NullLogger<Trainer>.Instance);
        var result = trainer.Train(
            paradigm,
            new TrainingData { Dataset = data.Dataset, Training = exams, HeldOut = data.HeldOut, LoaderThreads = _options.LoaderThreads },
            folder.TrainingPath,
            new Relay(report),
            cancellation: stop);
        work.Stop();
        return result.Outcome switch
        {
            TrainingOutcome.Cancelled => throw new OperationCanceledException(stop),
            TrainingOutcome.Diverged => throw new TrialFailedException(FailureKind.Diverged, new TrainingDivergedException(result.Divergence!).Message),
            _ when result.HeldOut is null => throw new TrialFailedException(FailureKind.Error, "The training ended without a held-out loss."),
            _ => ResultOf(trial, folder, result, data, exams, work.Seconds),
        };
    }

    private TrialResult ResultOf(PlannedTrial trial, TrialFolder folder, TrainingResult trained, StudyData data, IReadOnlyList<int> exams, double seconds) => new()
    {
        Key = trial.Key,
        Family = trial.Family,
        Paradigm = trial.Spec.Paradigm.Name,
        Arm = trial.Spec.Arm,
        Parameters = trained.Parameters,
        TrainedParameters = trained.TrainedParameters,
        Records = trained.UniqueRecords,
        Patients = exams.Select(data.Dataset.PatientKey).Distinct().LongCount(),
        Seed = trial.Spec.Training.Seed,
        Steps = trained.Steps,
        SamplesSeen = trained.Records,
        Flops = trial.Steps > 0 ? trial.Flops * trained.Steps / trial.Steps : 0,
        TrainingLoss = trained.TrainLoss,
        Evaluations = [ToEvaluation(trained.HeldOut!)],
        WeightsHash = HashOf(Path.Combine(folder.TrainingPath, "encoder.safetensors")),
        Run = new TrialRun
        {
            Seconds = seconds,
            Device = trial.Spec.Training.Device,
            Threads = _options.Threads,
            Machine = Environment.MachineName,
            Library = typeof(TrialRunner).Assembly.GetName().Version?.ToString(3) ?? "0",
        },
    };

    private static Evaluation ToEvaluation(EvaluationResult result)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("auroc.macro", result.MacroAuroc), ("auroc.macro.low", result.MacroAurocLow), ("auroc.macro.high", result.MacroAurocHigh), ("loss.low", result.LossLow), ("loss.high", result.LossHigh), ("loss.trivial", result.TrivialLoss) })
        {
            if (!double.IsNaN(value))
            {
                metrics[name] = value;
            }
        }

        foreach (var label in result.Labels.Where(label => !double.IsNaN(label.Auroc)))
        {
            metrics[$"auroc.{label.Label}"] = label.Auroc;
        }

        return new Evaluation
        {
            Set = "held-out",
            Loss = result.Loss,
            // A 95 % interval spans 3.92 standard errors of a normal mean.
            LossStandardError = (result.LossHigh - result.LossLow) / 3.92,
            Unit = result.Unit,
            Records = result.Records,
            Metrics = metrics,
        };
    }

    private static string? HashOf(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Hands the trainer's progress on.</summary>
    private sealed class Relay(Action<TrialProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(new TrialProgress
        {
            Phase = "training",
            Step = value.Step,
            Steps = value.TotalSteps,
            Loss = value.Loss,
            Rate = value.RecordsPerSecond,
            SecondsLeft = value.Remaining.TotalSeconds,
        });
    }
}
